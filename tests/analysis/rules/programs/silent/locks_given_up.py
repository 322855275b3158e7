"""Tasks that wait for a lock, a queue and each other are cancelled while the holder is at work."""
# clock both
import asyncio


async def work(lock, seconds):
    async with lock:
        await asyncio.sleep(seconds)


async def main():
    first, second = asyncio.Lock(), asyncio.Lock()
    holder = asyncio.create_task(work(first, 0.05))
    await asyncio.sleep(0)
    try:
        await asyncio.wait_for(first.acquire(), 0.01)
    except asyncio.TimeoutError:
        print("later, then")
    waiter = asyncio.create_task(work(first, 0))
    await asyncio.sleep(0.01)
    waiter.cancel()
    await asyncio.gather(waiter, return_exceptions=True)
    await holder
    async with first, second:
        print("both")
    await asyncio.gather(work(first, 0.01), work(first, 0.01), work(second, 0.01))


asyncio.run(main())
