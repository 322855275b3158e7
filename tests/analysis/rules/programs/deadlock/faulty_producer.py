import asyncio


async def producer(queue):
    await queue.put(1)
    raise OSError("source is gone")


async def consumer(queue):
    while True:
        item = await queue.get()  # fault
        if item is None:
            break
        print("got", item)


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(producer(queue))
    await consumer(queue)
    await task


asyncio.run(main())
