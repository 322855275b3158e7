# clock both
import asyncio


class Pool:
    def __init__(self):
        self.free = asyncio.BoundedSemaphore(2)

    async def fetch(self, number):
        await self.free.acquire()  # fault
        await asyncio.sleep(0.01)
        if number < 2:
            raise OSError("reset by peer")
        self.free.release()


async def main():
    pool = Pool()
    fetching = [asyncio.ensure_future(pool.fetch(number)) for number in range(4)]
    await asyncio.wait(fetching, timeout=0.1)
    for each in fetching:
        each.cancel()
    await asyncio.gather(*fetching, return_exceptions=True)


asyncio.run(main())
