"""A waiter that is cancelled just as it gets the lock passes it on.

release() wakes the first waiter, and before it has run it is cancelled: it never has the lock, and
the next in line gets it (bpo-32734, 3.7). Cancelled a turn later it does have the lock, and the
cancel hits its work; "async with" then releases the lock. Neither way leaks it.
"""
import asyncio

FACTS = {
    "cancelled with the release": ("printed[:1]", ["second has the lock"]),
    "cancelled a turn later": ("printed[1:]", ["first has the lock", "second has the lock"]),
    "the first ones": ('[task("worker", n).outcome for n in (1, 3)]', ["cancelled", "cancelled"]),
    "the second ones": ('[task("worker", n).outcome for n in (2, 4)]', ["returned", "returned"]),
    "main": ('task("main").outcome', "returned"),
}


async def worker(lock, name):
    async with lock:
        print(name, "has the lock")
        await asyncio.sleep(0.01)


async def main():
    for turns in (0, 1):
        lock = asyncio.Lock()
        await lock.acquire()
        tasks = [asyncio.create_task(worker(lock, name)) for name in ("first", "second")]
        await asyncio.sleep(0.01)
        lock.release()
        for _ in range(turns):
            await asyncio.sleep(0)
        tasks[0].cancel()
        await asyncio.wait(tasks)


if __name__ == "__main__":
    asyncio.run(main())
