"""A semaphore of two loops in two threads: release() in the one queues a step in the other."""
# needs >=3.10
# clock both
import asyncio
import threading
import time


class Shared:
    limit = None


async def setup():
    Shared.limit = asyncio.Semaphore(1)


async def fetch():
    asyncio.get_running_loop().call_later(0.8, print, "a timer")
    async with Shared.limit:  # fault
        await asyncio.sleep(0.3)


def main():
    asyncio.run(setup())
    first, second = (threading.Thread(target=asyncio.run, args=(fetch(),)) for _ in range(2))
    first.start()
    time.sleep(0.1)
    second.start()
    first.join()
    second.join()


main()
