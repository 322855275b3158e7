# clock both
import asyncio


class Account:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def deposit(self):
        async with self.lock:
            await self.log()

    async def log(self):
        print("logged")


async def main():
    account = Account()
    await asyncio.wait_for(account.deposit(), 0.05)


asyncio.run(main())
