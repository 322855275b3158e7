"""asyncio.run() closes half-iterated generators last, after the leftover tasks.

A generator that something still refers to is not closed by a break. asyncio.run() does it at
the very end, with shutdown_asyncgens(): GeneratorExit is raised at the yield, and a finally
block may even await. By then main has returned, and the tasks the generator may rely on are
gone.
"""
import asyncio

ARTICLE = ("right", "loop.run_until_complete(loop.shutdown_asyncgens())")
FACTS = {
    "the order": ("printed", ["got 0", "main ends", "helper is gone", "generator cleans up",
                              "generator is closed"]),
    "main ends at": ('task("main").end', 10),
    "the helper": ('task("helper").outcome', "cancelled"),
    "the run ends at": ("end", 40),
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
    helper = asyncio.create_task(asyncio.sleep(1), name="helper")
    helper.add_done_callback(lambda task: print("helper is gone"))
    print("got", await kept[0].__anext__())
    await asyncio.sleep(0.01)
    print("main ends")


if __name__ == "__main__":
    asyncio.run(main())
