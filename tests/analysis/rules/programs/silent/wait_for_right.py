"""wait_for() in all its ordinary uses."""
# clock both
import asyncio


async def fetch(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def main():
    print(await asyncio.wait_for(fetch(0.01), 1))
    print(await asyncio.wait_for(fetch(0.01), None))
    for seconds in (0.02, 0):
        try:
            await asyncio.wait_for(fetch(1), seconds)
        except asyncio.TimeoutError:
            print("too slow")
    try:
        await asyncio.wait_for(asyncio.wait_for(fetch(1), 0.5), 0.05)
    except asyncio.TimeoutError:
        print("outer")


asyncio.run(main())
