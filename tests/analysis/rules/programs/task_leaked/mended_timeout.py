"""Whoever made it stops it, however it is left itself."""
import asyncio


async def refresh():
    await asyncio.sleep(0.2)


async def fetch():
    refreshing = asyncio.create_task(refresh())
    try:
        await asyncio.sleep(1)
    finally:
        refreshing.cancel()


async def main():
    try:
        await asyncio.wait_for(fetch(), 0.1)
    except asyncio.TimeoutError:
        await asyncio.sleep(0.3)


asyncio.run(main())
