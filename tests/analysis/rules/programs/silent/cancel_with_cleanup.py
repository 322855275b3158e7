"""A cancelled task cleans up, and is waited for."""
# clock both
import asyncio


async def job():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        await asyncio.sleep(0.02)
        raise
    finally:
        await asyncio.sleep(0.02)


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.01)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("stopped")


asyncio.run(main())
