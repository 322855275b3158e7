"""Computing in pieces, with a turn for everybody between them."""
import asyncio


async def crunch():
    total = 0
    for _ in range(200):
        total += sum(range(100))
        await asyncio.sleep(0)
    return total


async def main():
    print(await asyncio.gather(crunch(), crunch()))


asyncio.run(main())
