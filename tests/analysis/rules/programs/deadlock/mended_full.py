"""Another task takes out what is put in."""
# clock both
import asyncio


async def produce(queue):
    for item in range(10):
        await queue.put(item)
    await queue.put(None)


async def main():
    queue = asyncio.Queue(maxsize=2)
    producing = asyncio.create_task(produce(queue))
    while (item := await queue.get()) is not None:
        print(item)
    await producing


asyncio.run(main())
