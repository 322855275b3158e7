"""A task that is asked to stop takes the request back, and says so."""
# needs >=3.11
# clock both
import asyncio


async def job():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        asyncio.current_task().uncancel()
    await asyncio.sleep(0.05)
    return "done after all"


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.01)
    task.cancel()
    print(await task)


asyncio.run(main())
