"""The task that has to wait was made without create_task(), and is seen only when it runs at last."""
# clock both
import asyncio
import time


async def slow():
    time.sleep(0.5)  # fault


async def quick():
    pass


async def main():
    loop = asyncio.get_running_loop()
    await asyncio.wait([asyncio.Task(slow(), loop=loop), asyncio.Task(quick(), loop=loop)])


asyncio.run(main())
