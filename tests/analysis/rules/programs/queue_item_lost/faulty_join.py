import asyncio


async def consumer(queue):
    while True:
        item = await queue.get()
        if item == 2:
            continue
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    for item in range(4):
        queue.put_nowait(item)
    task = asyncio.create_task(consumer(queue))
    await queue.join()  # fault
    task.cancel()


asyncio.run(main())
