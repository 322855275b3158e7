"""A cancel in the body of "async for" is not raised in the generator.

The generator is suspended at its yield, and the cancel strikes the body of the loop. The generator
hears nothing of it; held by somebody, its finally block runs only at the end of asyncio.run(), with
GeneratorExit. Wrap it in contextlib.aclosing() (3.10, bpo-41229) to close it on the way out.
"""
import asyncio

FACTS = {
    "the order": ("printed", ["reader: CancelledError", "main goes on", "main ends",
                              "generator: GeneratorExit"]),
    "reader": ('task("reader").outcome', "cancelled"),
    "it ends at (ms)": ('task("reader").end', 10),
    "main ends at (ms)": ('task("main").end', 60),
}
generators = []


async def rows():
    try:
        yield 0
    except BaseException as error:
        print("generator:", type(error).__name__)
        raise


async def reader():
    generators.append(rows())
    async for row in generators[0]:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError as error:
            print("reader:", type(error).__name__)
            raise


async def main():
    task = asyncio.create_task(reader())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    print("main goes on")
    await asyncio.sleep(0.05)
    print("main ends")


if __name__ == "__main__":
    asyncio.run(main())
