"""asyncio.run() closes half-iterated async generators at its end.

A generator that something still refers to is not closed by a break. asyncio.run() does it when
main has returned, with shutdown_asyncgens(): GeneratorExit is raised at the yield, and a finally
block may even await. By then the leftover tasks are gone, and the generator cannot rely on them.
"""
import asyncio

ARTICLE = ("right", "loop.run_until_complete(loop.shutdown_asyncgens())")
FACTS = {
    "the order": ("printed", ["got 0", "main ends", "generator cleans up",
                              "generator is closed"]),
    "main ends at (ms)": ('task("main").end', 10),
    "the run ends at (ms)": ("end", 40),
    "what asyncio says about it": ("warnings + logged", []),
}
kept = []


async def numbers():
    try:
        yield 0
        yield 1
    finally:
        print("generator cleans up")
        await asyncio.sleep(0.03)
        print("generator is closed")


async def main():
    kept.append(numbers())
    async for number in kept[0]:
        print("got", number)
        break
    await asyncio.sleep(0.01)
    print("main ends")


if __name__ == "__main__":
    asyncio.run(main())
