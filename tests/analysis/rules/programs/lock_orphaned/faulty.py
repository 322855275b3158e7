import asyncio


async def worker(lock):
    await lock.acquire()  # fault
    await asyncio.sleep(0.01)
    raise OSError("disk full")


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(worker(lock), return_exceptions=True)
    async with lock:
        print("never")


asyncio.run(main())
