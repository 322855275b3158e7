"""The first error of a gather() has the others cancelled and waited for."""
# clock both
import asyncio


async def fetch(number):
    await asyncio.sleep(number / 100)
    if number == 1:
        raise OSError(number)


async def main():
    tasks = [asyncio.create_task(fetch(number)) for number in range(4)]
    try:
        await asyncio.gather(*tasks)
    except OSError as error:
        print(error)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


asyncio.run(main())
