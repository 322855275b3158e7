# clock both
import asyncio


class Account:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def deposit(self):
        async with self.lock:
            await self.log()

    async def log(self):
        async with self.lock:  # fault
            print("never")


async def main():
    account = Account()
    try:
        await asyncio.wait_for(account.deposit(), 0.05)
    except asyncio.TimeoutError:
        print("timed out")


asyncio.run(main())
