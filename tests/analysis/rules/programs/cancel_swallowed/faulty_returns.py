"""It stops, but for whoever cancelled it it returned."""
import asyncio


async def job():
    try:
        await asyncio.sleep(1)  # fault
    except asyncio.CancelledError:
        print("stopping")


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.01)
    task.cancel()
    await task
    print(task.cancelled())


asyncio.run(main())
