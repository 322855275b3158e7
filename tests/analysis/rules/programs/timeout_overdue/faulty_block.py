"""The same with timeout()."""
# needs >=3.11
# clock both
import asyncio


async def main():
    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(1)
            finally:
                await asyncio.sleep(0.05)  # fault
    except TimeoutError:
        print("timed out")


asyncio.run(main())
