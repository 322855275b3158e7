# clock both
import asyncio


async def rows():
    try:
        for number in range(3):
            yield number
    finally:
        await asyncio.sleep(0.01)
        print("closed")


async def main():
    source = rows()
    try:
        async for row in source:
            if row == 1:
                break
    finally:
        await source.aclose()
    print("main goes on")


asyncio.run(main())
