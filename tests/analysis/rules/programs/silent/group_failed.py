"""A TaskGroup that fails cancels the task that it is in, and takes that back."""
# needs >=3.11
# clock both
import asyncio


async def fails():
    await asyncio.sleep(0.01)
    raise ValueError


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            group.create_task(asyncio.sleep(1))
    except Exception:
        print("failed")


asyncio.run(main())
