# clock both
import asyncio


async def use(few, number):
    async with few:
        await asyncio.sleep(0.01)
        if number == 0:
            return


async def main():
    few = asyncio.Semaphore(1)
    await asyncio.wait_for(asyncio.gather(*(use(few, number) for number in range(3))), 5)


asyncio.run(main())
