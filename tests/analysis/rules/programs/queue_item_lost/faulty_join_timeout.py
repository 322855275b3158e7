"""The join() has a timeout."""
# clock both
import asyncio


async def consumer(queue):
    while True:
        print(10 // await queue.get())
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    for item in (5, 0, 2):
        queue.put_nowait(item)
    task = asyncio.create_task(consumer(queue))
    try:
        await asyncio.wait_for(queue.join(), 0.1)  # fault
    except asyncio.TimeoutError:
        print("timed out")
    await asyncio.wait([task])
    print(task.exception())


asyncio.run(main())
