"""A second cancel() breaks into the finally block that the first one started."""
# clock both
import asyncio


async def job():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.1)  # fault
        print("closed")


async def main():
    task = asyncio.create_task(job())
    for _ in range(2):
        await asyncio.sleep(0.05)
        task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
