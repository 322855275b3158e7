# clock both
import asyncio


async def worker(lock):
    await lock.acquire()
    try:
        await asyncio.sleep(1)
    finally:
        lock.release()


async def other(lock):
    async with lock:
        print("my turn")


async def main():
    lock = asyncio.Lock()
    task = asyncio.create_task(worker(lock))
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    await asyncio.wait_for(other(lock), 0.05)


asyncio.run(main())
