"""A task that was made under a timeout runs on when that has fired."""
# clock both
import asyncio


async def refresh():
    await asyncio.sleep(0.2)


async def fetch():
    refreshing = asyncio.create_task(refresh())  # fault
    await asyncio.sleep(1)
    await refreshing


async def main():
    try:
        await asyncio.wait_for(fetch(), 0.1)
    except asyncio.TimeoutError:
        await asyncio.sleep(0.3)


asyncio.run(main())
