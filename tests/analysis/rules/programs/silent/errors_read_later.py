"""Errors of eager tasks that are read after these were cancelled, for they might have waited."""
# needs >=3.12
# clock both
import asyncio


async def fails():
    raise ValueError("at once")


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(fails())
    try:
        await asyncio.wait([task])
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    print(task.exception())


asyncio.run(main())
