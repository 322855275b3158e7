# clock both
import asyncio


async def numbers():
    for number in range(3):
        await asyncio.sleep(0.01)
        yield number


async def take(source):
    return await source.__anext__()  # fault


async def main():
    source = numbers()
    await asyncio.gather(take(source), take(source), return_exceptions=True)
    async for _ in source:
        pass


asyncio.run(main())
