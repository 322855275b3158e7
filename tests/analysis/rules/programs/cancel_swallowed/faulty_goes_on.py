"""A loop that tries again after every error does so after its cancellation, until asyncio.run() cancels it, too."""
# clock both
import asyncio


async def follow():
    for _ in range(20):
        try:
            await asyncio.sleep(0.05)  # fault
            raise OSError("connection lost")
        except (OSError, asyncio.CancelledError):
            await asyncio.sleep(0.01)


async def main():
    task = asyncio.create_task(follow())
    await asyncio.sleep(0.03)
    task.cancel()
    await asyncio.wait([task], timeout=0.1)


asyncio.run(main())
