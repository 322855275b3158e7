"""Generators with nothing to clean up are left half-way, those with something come to their end."""
# clock both
import asyncio


async def numbers(most):
    for number in range(most):
        await asyncio.sleep(0)
        yield number


async def squares(source):
    async for number in source:
        try:
            square = number * number
        except OverflowError:
            continue
        yield square


async def rows():
    with open("/dev/null"):
        for row in range(3):
            yield row


async def first(source):
    async for item in source:
        return item


async def main():
    async for square in squares(numbers(10)):
        if square > 10:
            break
    print(await first(numbers(3)))
    print([row async for row in rows()])
    reader = asyncio.create_task(slow())
    await asyncio.sleep(0.01)
    reader.cancel()
    await asyncio.wait([reader])


async def slow():
    async for _ in rows():
        await asyncio.sleep(1)


asyncio.run(main())
