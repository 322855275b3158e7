"""What is left is cancelled and waited for first, as asyncio.run() does."""
import asyncio


async def worker():
    await asyncio.sleep(1)


async def main():
    return asyncio.ensure_future(worker())


loop = asyncio.new_event_loop()
task = loop.run_until_complete(main())
task.cancel()
loop.run_until_complete(asyncio.gather(task, return_exceptions=True))
loop.close()
