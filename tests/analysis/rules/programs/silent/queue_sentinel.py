"""A producer and a consumer that ends when it is told to."""
import asyncio


async def produce(queue):
    for number in range(5):
        await queue.put(number)
    await queue.put(None)


async def consume(queue):
    while await queue.get() is not None:
        await asyncio.sleep(0.01)


async def main():
    queue = asyncio.Queue(2)
    await asyncio.gather(produce(queue), consume(queue))


asyncio.run(main())
