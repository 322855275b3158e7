"""A wait_for() ends it, inside which up to 3.11 a task of its own waits for the lock."""
# clock both
import asyncio


async def main():
    lock = asyncio.Lock()

    async def impatient():
        async with lock:  # fault
            await asyncio.sleep(0.01)

    async with lock:
        try:
            await asyncio.wait_for(impatient(), 0.05)
        except asyncio.TimeoutError:
            print("gave up")


asyncio.run(main())
