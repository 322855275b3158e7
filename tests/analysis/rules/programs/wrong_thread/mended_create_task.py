"""call_soon_threadsafe() wakes the loop, and the task is made there."""
# clock both
import asyncio
import time


async def work():
    print("at work")


def give(loop):
    time.sleep(0.15)
    asyncio.run_coroutine_threadsafe(work(), loop).result()


async def main():
    loop = asyncio.get_running_loop()
    job = loop.run_in_executor(None, give, loop)
    await asyncio.sleep(0.4)
    await job


asyncio.run(main())
