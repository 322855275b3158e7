"""set() and clear() in one go still wake everybody who waits.

set() hands each waiter its wake-up at once, and clear() does not take it back. The waiters go on
although is_set() is False again by then; so test your own condition again after wait(). A waiter
that is cancelled in that same turn is cancelled, it misses the event.
"""
import asyncio

FACTS = {
    "the waiter": ("printed", ["waiter 1 goes on, is_set: False"]),
    "outcomes": ('[task("waiter", n).outcome for n in (1, 2)]', ["returned", "cancelled"]),
    "they end at (ms)": ('[task("waiter", n).end for n in (1, 2)]', [10, 10]),
    "one that comes later": ('task("late").outcome', "cancelled"),
}


async def waiter(event, number):
    await event.wait()
    print(f"waiter {number} goes on, is_set: {event.is_set()}")


async def late(event):
    await event.wait()


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event, number)) for number in (1, 2)]
    await asyncio.sleep(0.01)
    event.set()
    event.clear()
    tasks[1].cancel()
    await asyncio.wait(tasks)
    later = asyncio.create_task(late(event))
    await asyncio.sleep(0.01)
    later.cancel()


if __name__ == "__main__":
    asyncio.run(main())
