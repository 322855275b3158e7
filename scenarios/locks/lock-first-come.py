"""Whoever takes a lock again at once goes behind all waiters.

release() wakes the waiter that came first, and until that one has run the lock counts as
promised: acquire() queues up behind the waiters although the lock is free at that moment. So
no task can keep a lock to itself in a loop. The hand-over costs each time a turn of the loop.
"""
import asyncio

FACTS = {
    "the order": ("printed", ["greedy", "polite 1", "polite 2", "greedy again"]),
    "greedy waits for": ('task("greedy").waits', ["sleep(0.01)", "Lock.acquire"]),
    "polite waits for": ('task("polite", 2).waits', ["Lock.acquire"]),
    "all is done at (ms)": ("end", 10),
}


async def greedy(lock):
    async with lock:
        print("greedy")
        await asyncio.sleep(0.01)   # meanwhile the others queue up
    async with lock:
        print("greedy again")


async def polite(number, lock):
    async with lock:
        print("polite", number)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(greedy(lock), polite(1, lock), polite(2, lock))


if __name__ == "__main__":
    asyncio.run(main())
