"""It is awaited, and its error is met."""
# clock both
import asyncio


async def save():
    raise OSError("disk full")


async def main():
    task = asyncio.create_task(save())
    try:
        await task
    except OSError as error:
        print("not saved:", error)


asyncio.run(main())
