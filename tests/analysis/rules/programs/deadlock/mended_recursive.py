"""The place is given back before other tasks are awaited."""
# clock both
import asyncio


async def fetch(semaphore, depth):
    async with semaphore:
        await asyncio.sleep(0.001)
    if depth:
        await asyncio.gather(*(fetch(semaphore, depth - 1) for _ in range(2)))


async def main():
    await fetch(asyncio.Semaphore(3), 3)


asyncio.run(main())
