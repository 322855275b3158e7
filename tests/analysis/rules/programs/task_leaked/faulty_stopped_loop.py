"""A loop is stopped while a task still waits, and nobody closes it."""
# clock real
import asyncio


async def worker():
    await asyncio.sleep(1)


async def main():
    return asyncio.ensure_future(worker())  # fault


loop = asyncio.new_event_loop()
task = loop.run_until_complete(main())
