# clock both
import asyncio


async def consumer(queue):
    while True:
        item = await queue.get()
        try:
            if item == 2:
                continue
        finally:
            queue.task_done()


async def main():
    queue = asyncio.Queue()
    for item in range(4):
        queue.put_nowait(item)
    task = asyncio.create_task(consumer(queue))
    await queue.join()
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
