"""One thread can own several loops and run them by turns.

What a thread has one of is the running loop (and the current loop).
A loop that is not running belongs to no thread: it keeps its tasks and timers and waits
to be run again. Here a task on the first loop sleeps while the second loop runs,
and goes on when the first is run again, its deadline long past.
"""
import asyncio

ARTICLE = ("wrong", "Each thread can only host a single event loop at any given time.")
FACTS = {
    "loops made": ("len(loops)", 2),
    "threads": ("threads", ["MainThread"]),
    "a starts at, and ends as": ('[task("a").start, task("a").outcome]', [0, "returned"]),
    "b runs from, to": ('[task("b").start, task("b").end]', [0, 100]),
    "a goes on only after b, at": ('task("a").end', 100),
}


async def a():
    await asyncio.sleep(0.01)
    print("a, on the first loop")


async def b():
    await asyncio.sleep(0.1)
    print("b, on the second loop")


if __name__ == "__main__":
    first, second = asyncio.new_event_loop(), asyncio.new_event_loop()
    task = first.create_task(a())
    first.run_until_complete(asyncio.sleep(0))
    second.run_until_complete(b())
    first.run_until_complete(task)
    first.close()
    second.close()
