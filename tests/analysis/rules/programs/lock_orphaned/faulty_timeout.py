# clock both
import asyncio


async def worker(lock):
    await lock.acquire()  # fault
    await asyncio.sleep(1)
    lock.release()


async def other(lock):
    async with lock:
        print("never")


async def main():
    lock = asyncio.Lock()
    task = asyncio.create_task(worker(lock))
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    try:
        await asyncio.wait_for(other(lock), 0.05)
    except asyncio.TimeoutError:
        print("nobody releases it")


asyncio.run(main())
