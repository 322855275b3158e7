"""The program cancels a task and ends before that has cleaned up."""
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
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.sleep(0.01)


asyncio.run(main())
