"""It is asked once, and waited for."""
import asyncio


async def job():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.1)
        print("closed")


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
