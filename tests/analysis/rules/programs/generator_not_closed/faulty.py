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
    async for row in rows():
        if row == 1:
            break  # fault
    await asyncio.sleep(0.02)
    print("main goes on")


asyncio.run(main())
