"""Many small tasks, gathered."""
# clock both
import asyncio


async def job(number):
    await asyncio.sleep(number % 7 / 100)
    return number


async def main():
    print(sum(await asyncio.gather(*map(job, range(300)))))


asyncio.run(main())
