"""Async generators: one read to its end, one left early and closed."""
# needs >=3.10
# clock both
import asyncio
from contextlib import aclosing


async def numbers():
    try:
        for number in range(10):
            yield number
            await asyncio.sleep(0.01)
    finally:
        await asyncio.sleep(0.01)


async def main():
    async for _ in numbers():
        pass
    async with aclosing(numbers()) as some:
        async for number in some:
            if number == 3:
                break


asyncio.run(main())
