"""A cleanup bounds itself with a timeout."""
import asyncio


async def job():
    try:
        await asyncio.sleep(1)
    finally:
        try:
            await asyncio.wait_for(asyncio.sleep(1), 0.02)
        except asyncio.TimeoutError:
            print("gave up")


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
