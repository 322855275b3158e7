"""A semaphore lets few of them be ready at once."""
import asyncio
import time


async def parse(few):
    async with few:
        await asyncio.sleep(0.02)
        time.sleep(0.01)


async def ticker():
    for _ in range(3):
        await asyncio.sleep(0.03)


async def main():
    few = asyncio.Semaphore(2)
    ticks = asyncio.create_task(ticker())
    await asyncio.gather(*(asyncio.create_task(parse(few)) for _ in range(20)))
    await ticks


asyncio.run(main())
