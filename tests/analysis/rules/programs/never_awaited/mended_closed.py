# clock both
import asyncio


async def save():
    print("saved")


async def main():
    coro = save()
    coro.close()
    await asyncio.sleep(0)


asyncio.run(main())
