"""gather() raises the first error, and keeps the second one to itself."""
# clock both
import asyncio


async def fetch(seconds):
    await asyncio.sleep(seconds)
    raise OSError(seconds)


async def main():
    try:
        await asyncio.gather(fetch(0.01), fetch(0.02))  # fault
    except OSError as error:
        print(error)
    await asyncio.sleep(0.05)


asyncio.run(main())
