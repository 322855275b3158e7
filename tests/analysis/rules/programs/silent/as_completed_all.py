"""as_completed() run to its end."""
import asyncio


async def fetch(number):
    await asyncio.sleep(number / 100)
    return number


async def main():
    for next_one in asyncio.as_completed([fetch(3), fetch(1), fetch(2)]):
        print(await next_one)


asyncio.run(main())
