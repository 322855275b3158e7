"""The finally block does not await."""
# clock both
import asyncio


async def fetch():
    try:
        await asyncio.sleep(1)
    finally:
        print("closed")


async def main():
    try:
        await asyncio.wait_for(fetch(), timeout=0.1)
    except asyncio.TimeoutError:
        print("timed out")


asyncio.run(main())
