# clock both
import asyncio


async def reader(queue):
    print("reader got", await queue.get())


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(reader(queue))
    await asyncio.sleep(0.01)
    queue.put_nowait("letter")
    task.cancel()
    await asyncio.wait([task])
    print("left in the queue:", queue.qsize())


asyncio.run(main())
