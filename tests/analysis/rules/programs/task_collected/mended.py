"""The program holds the task, and stops it."""
# clock both
import asyncio
import gc


async def worker():
    await asyncio.get_running_loop().create_future()


async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0)
    gc.collect()
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
