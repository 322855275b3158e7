"""With return_exceptions=True each of them comes back."""
# clock both
import asyncio


async def fetch(seconds):
    await asyncio.sleep(seconds)
    raise OSError(seconds)


async def main():
    for result in await asyncio.gather(fetch(0.01), fetch(0.02), return_exceptions=True):
        print(repr(result))
    await asyncio.sleep(0.05)


asyncio.run(main())
