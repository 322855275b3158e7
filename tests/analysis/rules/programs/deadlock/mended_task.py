# clock both
import asyncio


async def save(lock):
    async with lock:
        print("saved")


async def main():
    lock = asyncio.Lock()
    async with lock:
        task = asyncio.create_task(save(lock))
    await task


asyncio.run(main())
