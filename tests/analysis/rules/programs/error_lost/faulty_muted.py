"""A task that nobody awaits has failed long ago; at the end it is cancelled, and so its error is hidden."""
# clock both
import asyncio


async def poll():
    await asyncio.sleep(0.01)
    raise KeyError("token expired")


async def main():
    poller = asyncio.create_task(poll())  # fault
    await asyncio.sleep(0.1)
    poller.cancel()


asyncio.run(main())
