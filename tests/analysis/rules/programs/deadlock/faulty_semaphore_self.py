# clock both
import asyncio


class Shop:
    def __init__(self):
        self.till = asyncio.Semaphore(1)

    async def pay(self):
        async with self.till:  # fault
            print("never")

    async def order(self):
        async with self.till:
            await self.pay()


async def main():
    task = asyncio.create_task(Shop().order())
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
