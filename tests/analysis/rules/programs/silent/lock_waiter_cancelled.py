"""A task that waits for a lock is cancelled by the one who holds it, and who ends later without a release."""
# clock both
import asyncio


async def main():
    lock = asyncio.Lock()
    await lock.acquire()
    waiter = asyncio.ensure_future(lock.acquire())
    await asyncio.sleep(0.01)
    waiter.cancel()
    await asyncio.wait([waiter])


asyncio.run(main())
