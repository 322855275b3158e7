"""A TaskGroup in which all is well, and one in which an error cancels the others and is met."""
# needs >=3.11
# clock both
import asyncio


async def fetch(number):
    try:
        await asyncio.sleep(number / 10)
    finally:
        await asyncio.sleep(0.001)
    if number == 1:
        raise OSError(number)


async def main():
    async with asyncio.TaskGroup() as group:
        for number in (0, 2, 3):
            group.create_task(fetch(number))
    try:
        async with asyncio.TaskGroup() as group:
            for number in range(4):
                group.create_task(fetch(number))
    except* OSError as errors:
        print(errors.exceptions)


asyncio.run(main())
