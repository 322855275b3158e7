"""The inner task cleans up and lets the cancellation go on."""
import asyncio


async def inner():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.05)


async def outer():
    await asyncio.create_task(inner())
    await asyncio.sleep(0.1)


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
