"""A deadline passes while the code under it never awaits."""
import asyncio
import time


async def crunch():
    time.sleep(0.3)  # fault


async def main():
    await asyncio.wait_for(crunch(), 0.1)


asyncio.run(main())
