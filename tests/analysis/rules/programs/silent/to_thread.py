"""to_thread(), awaited."""
# needs >=3.9
import asyncio
import time


async def main():
    await asyncio.gather(asyncio.to_thread(time.sleep, 0.1), asyncio.sleep(0.05))


asyncio.run(main())
