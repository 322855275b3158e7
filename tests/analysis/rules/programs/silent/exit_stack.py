"""Resources in an AsyncExitStack, released in order."""
import asyncio
import contextlib


@contextlib.asynccontextmanager
async def resource(name):
    await asyncio.sleep(0.01)
    try:
        yield name
    finally:
        await asyncio.sleep(0.01)


async def main():
    async with contextlib.AsyncExitStack() as stack:
        for name in "abc":
            print(await stack.enter_async_context(resource(name)))
        await asyncio.sleep(0.01)


asyncio.run(main())
