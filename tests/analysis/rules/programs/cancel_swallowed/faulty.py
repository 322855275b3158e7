"""A retry loop takes the CancelledError for a failed attempt."""
# clock both
import asyncio


async def job():
    for _ in range(3):
        try:
            await asyncio.sleep(0.1)  # fault
        except BaseException:
            print("again")


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
