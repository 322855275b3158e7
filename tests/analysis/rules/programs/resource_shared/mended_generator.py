# clock both
import asyncio


async def numbers():
    for number in range(3):
        await asyncio.sleep(0.01)
        yield number


async def take(queue):
    return await queue.get()


async def main():
    queue = asyncio.Queue()
    async for number in numbers():
        queue.put_nowait(number)
    await asyncio.gather(take(queue), take(queue))


asyncio.run(main())
