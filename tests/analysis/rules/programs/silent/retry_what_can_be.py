"""A retry loop with a back-off that is cancelled like anything else."""
import asyncio


async def attempt(number):
    await asyncio.sleep(0.01)
    if number < 3:
        raise ConnectionError(number)
    return number


async def main():
    for number in range(10):
        try:
            print(await asyncio.wait_for(attempt(number), 1))
            break
        except (ConnectionError, asyncio.TimeoutError):
            await asyncio.sleep(0.01 * 2**number)


asyncio.run(main())
