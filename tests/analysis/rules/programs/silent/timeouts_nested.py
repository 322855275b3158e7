"""A long timeout around a short one, and the other way round."""
# needs >=3.11
# clock both
import asyncio


async def nested(outer, inner):
    try:
        async with asyncio.timeout(outer):
            try:
                async with asyncio.timeout(inner):
                    await asyncio.sleep(10)
            except TimeoutError:
                print("inner")
                await asyncio.sleep(0.01)
    except TimeoutError:
        print("outer")


async def main():
    await nested(0.5, 0.05)
    await nested(0.05, 0.5)
    await nested(0.1, 0.1)


asyncio.run(main())
