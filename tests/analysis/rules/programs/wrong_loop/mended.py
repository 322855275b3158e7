# clock both
import asyncio


async def use(lock):
    async with lock:
        await asyncio.sleep(0.01)


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(use(lock), use(lock))


asyncio.run(main())
asyncio.run(main())
