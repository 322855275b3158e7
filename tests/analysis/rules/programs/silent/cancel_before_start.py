"""A task is cancelled before its first step: none of it runs, and nobody is hurt."""
import asyncio


async def job():
    await asyncio.sleep(1)


async def main():
    task = asyncio.create_task(job())
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
