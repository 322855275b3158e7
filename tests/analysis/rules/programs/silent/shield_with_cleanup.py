"""A release is shielded, and waited for even when its caller is cancelled."""
# clock both
import asyncio


async def release():
    await asyncio.sleep(0.05)
    print("released")


async def job():
    try:
        await asyncio.sleep(1)
    finally:
        releasing = asyncio.create_task(release())
        try:
            await asyncio.shield(releasing)
        except asyncio.CancelledError:
            await releasing
            raise


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
