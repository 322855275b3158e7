# clock both
import asyncio


async def reader(queue, stop):
    getter = asyncio.create_task(queue.get())
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait([getter, stopped], return_when=asyncio.FIRST_COMPLETED)
    getter.cancel()
    await asyncio.wait([getter])


async def main():
    queue, stop = asyncio.Queue(), asyncio.Event()
    task = asyncio.create_task(reader(queue, stop))
    await asyncio.sleep(0.01)
    stop.set()
    await task
    queue.put_nowait("letter")
    await asyncio.sleep(0.01)
    print("left in the queue:", queue.qsize())


asyncio.run(main())
