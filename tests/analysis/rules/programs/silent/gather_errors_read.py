"""gather() gives errors as results, and all of them are looked at."""
# clock both
import asyncio


async def fetch(number):
    await asyncio.sleep(number / 100)
    if number % 2:
        raise OSError(number)
    return number


async def main():
    results = await asyncio.gather(*map(fetch, range(6)), return_exceptions=True)
    print([str(result) for result in results])


asyncio.run(main())
