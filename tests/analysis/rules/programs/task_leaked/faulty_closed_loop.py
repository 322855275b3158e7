"""A loop of one's own is closed while a task still waits."""
# clock both
import asyncio


async def worker():
    await asyncio.sleep(1)


async def main():
    return asyncio.ensure_future(worker())  # fault


loop = asyncio.new_event_loop()
task = loop.run_until_complete(main())
loop.close()
