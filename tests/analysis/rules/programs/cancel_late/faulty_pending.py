"""A task that returns while a cancel is on its way counts as cancelled."""
# clock both
import asyncio


async def job():  # its last step has no await in it
    helper(asyncio.current_task())
    return "a value"


def helper(task):
    task.cancel()  # fault


async def main():
    task = asyncio.create_task(job())
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
