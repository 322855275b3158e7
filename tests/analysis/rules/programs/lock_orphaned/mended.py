# clock both
import asyncio


async def worker(lock):
    async with lock:
        await asyncio.sleep(0.01)
        raise OSError("disk full")


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(worker(lock), return_exceptions=True)
    async with lock:
        print("my turn")


asyncio.run(main())
