"""A callback of the loop takes its time while a task is due."""
# clock both
import asyncio
import time


def report():
    time.sleep(0.5)  # fault


async def main():
    asyncio.get_running_loop().call_later(0.01, report)
    await asyncio.sleep(0.05)


asyncio.run(main())
