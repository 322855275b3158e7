# clock both
import asyncio


class Shop:
    lock = None


async def use():
    async with Shop.lock:  # fault
        await asyncio.sleep(0.01)


async def main():
    if Shop.lock is None:
        Shop.lock = asyncio.Lock()
    print([type(each).__name__ for each in await asyncio.gather(use(), use(), return_exceptions=True)])


asyncio.run(main())
asyncio.run(main())
