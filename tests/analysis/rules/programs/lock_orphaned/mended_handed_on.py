# clock both
import asyncio


async def begin(lock):
    await lock.acquire()


async def work(lock):
    async with lock:
        print("open")


async def main():
    gate = asyncio.Lock()
    await asyncio.create_task(begin(gate))
    task = asyncio.create_task(work(gate))
    await asyncio.sleep(0.01)
    gate.release()
    await task


asyncio.run(main())
