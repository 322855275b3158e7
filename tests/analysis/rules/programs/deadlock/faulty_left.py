"""A timeout leaves what has taken a lock without its release, and the same task takes it again."""
# needs >=3.12
# clock both
import asyncio


class Store:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def save(self):
        await self.lock.acquire()  # fault
        await asyncio.sleep(0.05)
        self.lock.release()


async def main():
    store = Store()
    for _ in range(2):
        try:
            await asyncio.wait_for(store.save(), 0.02)
        except asyncio.TimeoutError:
            print("too slow")


asyncio.run(main())
