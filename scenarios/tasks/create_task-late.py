"""A new task waits until its maker suspends, and not every await does.

The next turn of the loop comes only when the running task suspends. Blocking code holds it off,
and so does awaiting something that is ready: a coroutine that never suspends, a free lock, a
queue with room. Here the task is queued at 0 ms and starts at 200 ms, after three awaits. The
delay is the maker's to choose; sleep(0) right after create_task() makes it negligible.
"""
import asyncio
import time

ARTICLE = ("incomplete", "The delay is typically negligible.")
FACTS = {
    "the task is made at (ms)": ('task("child").start', 0),
    "its coroutine starts at (ms)": ('coro("child").start', 200),
    "steps of main": ('task("main").steps', 2),
    "main suspends only for": ('task("main").waits', ["Task-2 child"]),
    "the loop was held for (ms)": ("held", 200),
}


async def compute():
    time.sleep(0.2)     # blocking work, and no await inside


async def child():
    pass


async def main():
    task = asyncio.create_task(child())
    await compute()
    await asyncio.Lock().acquire()
    await asyncio.Queue(1).put("there is room")
    await task


if __name__ == "__main__":
    asyncio.run(main())
