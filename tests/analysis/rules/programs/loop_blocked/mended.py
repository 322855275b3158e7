"""The same call in a thread of its own."""
import asyncio
import time


async def heartbeat():
    while True:
        await asyncio.sleep(0.05)


async def main():
    beats = asyncio.create_task(heartbeat(), name="heartbeat")
    await asyncio.sleep(0.06)
    await asyncio.get_running_loop().run_in_executor(None, time.sleep, 0.2)
    await asyncio.sleep(0.01)
    beats.cancel()
    await asyncio.wait([beats])


asyncio.run(main())
