"""A background task is held, cancelled and awaited with suppress."""
# clock both
import asyncio
import contextlib


async def background():
    while True:
        await asyncio.sleep(0.01)


async def main():
    task = asyncio.create_task(background())
    await asyncio.sleep(0.05)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


asyncio.run(main())
