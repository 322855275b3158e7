"""A task that returns while a cancel is on its way counts as cancelled."""
import asyncio


async def job():  # its last step has no await in it
    helper(asyncio.current_task())
    return "a value"


def helper(task):
    task.cancel()


async def main():
    task = asyncio.create_task(job())  # fault
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
