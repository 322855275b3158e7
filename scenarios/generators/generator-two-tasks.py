"""Two tasks cannot iterate one async generator at the same time.

While one task waits inside the generator, a second __anext__() raises RuntimeError (since 3.8,
bpo-30773). Which task fails is a matter of timing, and the first is not disturbed. To share a
stream of items among tasks, put a Queue between.
"""
import asyncio

FACTS = {
    "the first reader": ('task("first").outcome', "returned"),
    "it gets all": ("printed", ["first got 0", "first got 1"]),
    "the second": ('task("second").error', "RuntimeError"),
    "in these words": ('task("second").message',
                       "anext(): asynchronous generator is already running"),
    "at (ms)": ('task("second").end', 0),
}


async def numbers():
    for number in range(2):
        await asyncio.sleep(0.01)
        yield number


async def read(name, generator):
    async for number in generator:
        print(name, "got", number)


async def main():
    generator = numbers()
    await asyncio.gather(
        asyncio.create_task(read("first", generator), name="first"),
        asyncio.create_task(read("second", generator), name="second"),
        return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main())
