# clock both
# needs >=3.12
import asyncio


async def reader(queue):
    getter = asyncio.create_task(queue.get())  # fault
    print("reader got", await asyncio.wait_for(getter, 1))


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(reader(queue))
    await asyncio.sleep(0.01)
    queue.put_nowait("letter")
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    print("left in the queue:", queue.qsize())


asyncio.run(main())
