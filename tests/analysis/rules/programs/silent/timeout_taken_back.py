"""A timeout that does not fire, and one that does where that is expected."""
# needs >=3.11
import asyncio


async def main():
    async with asyncio.timeout(1):
        await asyncio.sleep(0.01)
    try:
        async with asyncio.timeout(0.05):
            await asyncio.sleep(1)
    except TimeoutError:
        print("too slow")
    async with asyncio.timeout(None) as scope:
        scope.reschedule(asyncio.get_running_loop().time() + 1)
        await asyncio.sleep(0.01)


asyncio.run(main())
