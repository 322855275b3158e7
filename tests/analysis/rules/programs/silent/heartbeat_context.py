"""A heartbeat that lives as long as the block it belongs to."""
import asyncio
import contextlib


@contextlib.asynccontextmanager
async def heartbeat():
    async def beat():
        while True:
            await asyncio.sleep(0.01)

    task = asyncio.create_task(beat())
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def main():
    async with heartbeat():
        await asyncio.sleep(0.05)


asyncio.run(main())
