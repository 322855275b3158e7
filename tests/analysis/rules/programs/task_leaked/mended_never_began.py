"""It is awaited."""
import asyncio


async def save():
    await asyncio.sleep(0.01)


async def main():
    await asyncio.create_task(save())


asyncio.run(main())
