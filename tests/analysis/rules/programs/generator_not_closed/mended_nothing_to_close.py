# clock both
import asyncio


async def numbers():
    for number in range(3):
        try:
            await asyncio.sleep(0)
        except OSError:
            print("skipped")
        yield number


async def even(source):
    async for number in source:
        if number % 2 == 0:
            yield number


async def main():
    async for number in even(numbers()):
        if number == 2:
            break
    async for number in numbers():
        print(number)
        break


asyncio.run(main())
