"""One coroutine object cannot be awaited by two tasks at a time.

The first one drives it; for the second it is a coroutine "being awaited already", whichever
version. It is an error of the second one only, the first is not disturbed.
To wait for the same work in two places, make a task of it: any number may await a task.
"""
import asyncio

FACTS = {
    "the first": ('task("waiter").outcome', "returned"),
    "the second": ('task("waiter", 2).error', "RuntimeError"),
    "it says": ('task("waiter", 2).message', "coroutine is being awaited already"),
    "with a task": ('[task("waiter", n).outcome for n in (3, 4)]', ["returned", "returned"]),
    "fetch ran": ("printed", ["fetch", "fetch"]),
}


async def fetch():
    print("fetch")
    await asyncio.sleep(0.01)


async def waiter(awaitable):
    await awaitable


async def main():
    for awaitable in (fetch(), asyncio.create_task(fetch())):
        tasks = [asyncio.create_task(waiter(awaitable)) for _ in range(2)]
        await asyncio.wait(tasks)
        tasks[1].exception()


if __name__ == "__main__":
    asyncio.run(main())
