"""A thread makes a task; nothing wakes the loop for its first step until the next timer."""
# clock both
import asyncio
import time


async def work():
    print("at work")


def give(loop, tasks):
    time.sleep(0.15)
    tasks.append(loop.create_task(work()))  # fault
    time.sleep(0.5)


async def main():
    loop, tasks = asyncio.get_running_loop(), []
    job = loop.run_in_executor(None, give, loop, tasks)
    await asyncio.sleep(0.4)
    await job
    await tasks[0]


asyncio.run(main())
