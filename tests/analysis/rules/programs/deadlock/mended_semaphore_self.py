# clock both
import asyncio


class Shop:
    def __init__(self):
        self.till = asyncio.Semaphore(2)

    async def pay(self):
        async with self.till:
            print("paid")

    async def order(self):
        async with self.till:
            await self.pay()


async def main():
    task = asyncio.create_task(Shop().order())
    await asyncio.sleep(0.05)
    await task


asyncio.run(main())
