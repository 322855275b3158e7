"""Only a future that only the task knows keeps it alive."""
# clock both
import asyncio
import gc


async def worker():
    await asyncio.get_running_loop().create_future()


async def main():
    asyncio.create_task(worker())  # fault
    await asyncio.sleep(0)
    gc.collect()
    await asyncio.sleep(0.01)


asyncio.run(main())
