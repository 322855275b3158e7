"""Coroutines awaited one by one add up their times, tasks overlap.

Calling a coroutine function starts nothing, and awaiting it runs it like a plain call inside the
caller's own task: the second fetch() begins when the first has ended. create_task() is what puts
both on the loop. The time then is that of the slower one, and main awaits what already runs.
"""
import asyncio

ARTICLE = ("right", "Encapsulates a coroutine into a Task object, automatically schedules it "
                    "in the event loop")
FACTS = {
    "the first fetch runs in the task": ('coro("fetch").task', "main"),
    "the second starts at (ms)": ('coro("fetch", 2).start', 20),
    "both are done at (ms)": ('coro("one_by_one").end', 50),
    "as tasks they start at (ms)": ('[coro("fetch", n).start for n in (3, 4)]', [50, 50]),
    "and are done at (ms)": ('coro("as_tasks").end', 80),
}


async def fetch(seconds):
    await asyncio.sleep(seconds)


async def one_by_one():
    await fetch(0.02)
    await fetch(0.03)


async def as_tasks():
    short, long = [asyncio.create_task(fetch(seconds)) for seconds in (0.02, 0.03)]
    await short
    await long


async def main():
    await one_by_one()      # 0 to 50 ms
    await as_tasks()        # 50 to 80 ms


if __name__ == "__main__":
    asyncio.run(main())
