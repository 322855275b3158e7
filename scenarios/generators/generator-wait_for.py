"""A timeout on one step of an async generator ends the generator.

wait_for(rows.__anext__(), ...) cancels what it waits for, and that is the generator's own frame:
the CancelledError leaves it, and it is finished. The next __anext__() raises StopAsyncIteration, as
if there were no more rows. Let a task read the generator into a Queue, with the timeout on get().
"""
import asyncio

FACTS = {
    "step by step": ("printed", ["row 0", "generator: CancelledError", "TimeoutError",
                                 "StopAsyncIteration"]),
    "the timeout comes at (ms)": ('coro("wait_for", 2).end', 60),
    "main ends at (ms)": ('task("main").end', 60),
    "main": ('task("main").outcome', "returned"),
}


async def rows():
    try:
        for number in range(3):
            await asyncio.sleep(0.01 + number)
            yield f"row {number}"
    except asyncio.CancelledError as error:
        print("generator:", type(error).__name__)
        raise


async def main():
    generator = rows()
    for _ in range(3):
        try:
            print(await asyncio.wait_for(generator.__anext__(), 0.05))
        except asyncio.TimeoutError:
            print("TimeoutError")
        except StopAsyncIteration as error:
            print(type(error).__name__)


if __name__ == "__main__":
    asyncio.run(main())
