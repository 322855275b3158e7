"""A task whose TaskGroup fails when the task is cancelled: it counts as cancelled since 3.13, as it was asked."""
# needs >=3.13
# clock both
import asyncio


async def fails():
    raise ValueError


async def work():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            await asyncio.Event().wait()
    except Exception:
        print("failed")
    return 1


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
