"""Permits given to two cancelled waiters go on to the next two.

Both permits are released, the first two waiters are woken and cancelled in the same turn, and the
two behind them get in (gh-90155). A waiter cancelled before any release is simply passed over.
Releases without that fix lost a permit here.
"""
import asyncio

FACTS = {
    "who gets in": ("printed", ["worker 4 is in", "worker 5 is in"]),
    "the cancelled ones": ('[task("worker", n).outcome for n in (1, 2, 3)]',
                           ["cancelled", "cancelled", "cancelled"]),
    "the other two": ('[task("worker", n).outcome for n in (4, 5)]', ["returned", "returned"]),
    "all is done at (ms)": ("end", 30),
}


async def worker(semaphore, number):
    async with semaphore:
        print("worker", number, "is in")
        await asyncio.sleep(0.01)


async def main():
    semaphore = asyncio.Semaphore(2)
    await semaphore.acquire()
    await semaphore.acquire()
    tasks = [asyncio.create_task(worker(semaphore, number)) for number in range(1, 6)]
    await asyncio.sleep(0.01)
    tasks[0].cancel()           # nothing has been released yet
    await asyncio.sleep(0.01)
    semaphore.release()
    semaphore.release()
    tasks[1].cancel()
    tasks[2].cancel()
    await asyncio.wait(tasks)


if __name__ == "__main__":
    asyncio.run(main())
