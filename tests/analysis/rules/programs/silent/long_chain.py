"""Twelve hundred tasks, each of which awaits the next, cancelled from the outermost on."""
# clock both
# needs >=3.13
import asyncio


async def link(count):
    if count:
        await asyncio.create_task(link(count - 1))
    else:
        await asyncio.Event().wait()


async def main():
    task = asyncio.create_task(link(1200))
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
