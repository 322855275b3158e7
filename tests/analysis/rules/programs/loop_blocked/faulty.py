"""A call that sleeps in its thread stands between two awaits."""
# clock both
import asyncio
import time


async def heartbeat():
    while True:
        await asyncio.sleep(0.05)


async def main():
    beats = asyncio.create_task(heartbeat(), name="heartbeat")
    await asyncio.sleep(0.06)
    time.sleep(0.5)  # fault
    await asyncio.sleep(0.01)
    beats.cancel()
    await asyncio.wait([beats])


asyncio.run(main())
