"""Main waits for a task that computes: nobody else is there to suffer."""
import asyncio
import time


async def compute():
    time.sleep(0.3)
    return 42


async def main():
    print(await asyncio.create_task(compute()))


asyncio.run(main())
