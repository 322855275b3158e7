# clock both
# needs >=3.9
import asyncio
import time


def crunch():
    time.sleep(0.2)


async def worker():
    await asyncio.to_thread(crunch)  # fault


async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
