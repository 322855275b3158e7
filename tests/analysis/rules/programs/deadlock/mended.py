# clock both
import asyncio


async def transfer(first, second, pause):
    async with first:
        await asyncio.sleep(pause)
        async with second:
            print("moved")


async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(transfer(a, b, 0.01), transfer(a, b, 0.02))


asyncio.run(main())
