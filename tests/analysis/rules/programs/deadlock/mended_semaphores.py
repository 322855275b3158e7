# clock both
import asyncio


async def copy(source, target):
    async with source:
        await asyncio.sleep(0.01)
        async with target:
            print("copied")


async def main():
    readers, writer = asyncio.Semaphore(1), asyncio.Lock()
    await asyncio.wait_for(asyncio.gather(copy(readers, writer), copy(readers, writer)), 5)


asyncio.run(main())
