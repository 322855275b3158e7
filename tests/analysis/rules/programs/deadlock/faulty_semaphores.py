# clock both
import asyncio


async def copy(source, target):
    async with source:
        await asyncio.sleep(0.01)
        async with target:  # fault
            print("never")


async def main():
    readers, writer = asyncio.Semaphore(1), asyncio.Lock()
    both = asyncio.gather(copy(readers, writer), copy(writer, readers))
    try:
        await asyncio.wait_for(both, 0.1)
    except asyncio.TimeoutError:
        print("neither")


asyncio.run(main())
