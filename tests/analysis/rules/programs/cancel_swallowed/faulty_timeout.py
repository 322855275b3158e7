"""A timeout has no effect on code that keeps its CancelledError."""
# needs >=3.9
# clock both
import asyncio


async def fetch():
    try:
        await asyncio.sleep(1)  # fault
    except asyncio.CancelledError:
        print("not now")
    await asyncio.sleep(0.2)
    return "late"


async def main():
    print(await asyncio.wait_for(fetch(), 0.1))


asyncio.run(main())
