"""A generator that yields while it is closed makes aclose() fail.

aclose() raises GeneratorExit at the yield, and the finally block may await, but it must not yield:
there is nobody who would take the value. aclose() then raises RuntimeError. The same happens when
an "except" around the yield catches everything and goes on with the loop.
"""
import asyncio

FACTS = {
    "aclose() raises": ("printed", ["got 0", "cleaning up",
                                    "RuntimeError: async generator ignored GeneratorExit"]),
    "main": ('task("main").outcome', "returned"),
    "main ends at (ms)": ('task("main").end', 10),
    "tasks": ("len(tasks)", 1),
}


async def rows():
    try:
        yield 0
    finally:
        print("cleaning up")
        await asyncio.sleep(0.01)
        yield "bye"


async def main():
    generator = rows()
    print("got", await generator.__anext__())
    try:
        await generator.aclose()
    except RuntimeError as error:
        print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    asyncio.run(main())
