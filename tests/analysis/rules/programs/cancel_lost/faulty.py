"""The task that is awaited refuses, so the one that was meant goes on, too."""
# clock both
import asyncio


async def inner():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        await asyncio.sleep(0.05)


async def outer():
    await asyncio.create_task(inner())  # fault
    await asyncio.sleep(0.1)


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
