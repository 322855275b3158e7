# clock both
import asyncio


async def transfer(first, second):
    async with first:
        await asyncio.sleep(0.01)
        async with second:
            print("moved")


async def clock(beats):
    for _ in range(8):
        await asyncio.sleep(0.01)
        beats.append(1)


async def main():
    a, b, beats = asyncio.Lock(), asyncio.Lock(), []
    ticking = asyncio.create_task(clock(beats))
    both = [asyncio.create_task(transfer(a, b)), asyncio.create_task(transfer(a, b))]
    await ticking
    await asyncio.wait(both)


asyncio.run(main())
