"""One of two places is lost, the other one is still in use by somebody who takes long."""
# clock both
import asyncio


class Pool:
    def __init__(self):
        self.free = asyncio.BoundedSemaphore(2)

    async def fetch(self, number):
        await self.free.acquire()
        await asyncio.sleep(0.01 if number == 0 else 0.2)
        if number == 0:
            raise OSError("reset by peer")
        self.free.release()


async def main():
    pool = Pool()
    fetching = [asyncio.ensure_future(pool.fetch(number)) for number in range(3)]
    try:
        await asyncio.wait_for(asyncio.shield(fetching[2]), 0.1)
    except asyncio.TimeoutError:
        fetching[2].cancel()
    await asyncio.gather(*fetching, return_exceptions=True)


asyncio.run(main())
