"""No step is long, but all are ready in the same turn, and a timer has to wait for all of them."""
import asyncio
import time


async def parse():
    await asyncio.sleep(0.02)
    time.sleep(0.01)  # stands for 10 ms of work


async def ticker():
    for _ in range(3):
        await asyncio.sleep(0.03)


async def main():
    ticks = asyncio.create_task(ticker())
    tasks = [asyncio.create_task(parse()) for _ in range(20)]  # fault
    await asyncio.gather(*tasks)
    await ticks


asyncio.run(main())
