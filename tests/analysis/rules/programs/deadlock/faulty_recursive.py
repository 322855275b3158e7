"""Who is inside the semaphore waits for tasks that need a place in it, at each depth."""
# clock both
import asyncio
import signal


async def fetch(semaphore, depth):
    async with semaphore:  # fault
        await asyncio.sleep(0.001)
        if depth:
            await asyncio.gather(*(fetch(semaphore, depth - 1) for _ in range(2)))


async def log(queue):
    print(await queue.get())


async def main():
    logging = asyncio.ensure_future(log(asyncio.Queue()))
    await fetch(asyncio.Semaphore(3), 3)
    logging.cancel()


signal.setitimer(signal.ITIMER_REAL, 1)
asyncio.run(main())
