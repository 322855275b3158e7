# clock both
import asyncio


async def save():
    print("saved")


async def main():
    save()  # fault
    await asyncio.sleep(0)


asyncio.run(main())
