"""A TaskGroup fails in the same moment in which its task is cancelled: up to 3.12 only its errors are raised."""
# needs >=3.11,<3.13
# clock both
import asyncio


async def fails():
    await asyncio.sleep(0.01)
    raise ValueError


async def work():
    try:
        async with asyncio.TaskGroup() as group:  # fault
            group.create_task(fails())
    except Exception:
        print("failed")
    await asyncio.sleep(0.05)


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    child = (asyncio.all_tasks() - {task, asyncio.current_task()}).pop()
    child.add_done_callback(lambda _: task.cancel())
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
