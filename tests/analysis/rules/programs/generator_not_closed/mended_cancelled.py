# clock both
import asyncio


async def rows():
    try:
        for number in range(3):
            yield number
    finally:
        print("closed")


async def reader():
    async for _ in rows():
        await asyncio.sleep(1)


async def main():
    task = asyncio.create_task(reader())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
