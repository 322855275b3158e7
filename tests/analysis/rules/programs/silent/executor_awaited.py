"""Blocking calls in threads, each awaited."""
# clock both
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


async def heartbeat():
    while True:
        await asyncio.sleep(0.02)


async def main():
    beats = asyncio.create_task(heartbeat())
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(2) as pool:
        await asyncio.gather(*(loop.run_in_executor(pool, time.sleep, 0.1) for _ in range(4)))
    await loop.run_in_executor(None, time.sleep, 0.01)
    beats.cancel()
    await asyncio.wait([beats])


asyncio.run(main())
