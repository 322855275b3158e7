"""join() is given up while the consumer is at work, which then goes on."""
# clock both
import asyncio


async def consumer(queue):
    for _ in range(2):
        await queue.get()
        await asyncio.sleep(0.1)
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.put_nowait(2)
    task = asyncio.create_task(consumer(queue))
    joined = asyncio.ensure_future(queue.join())
    await asyncio.wait([joined], timeout=0.05)
    joined.cancel()
    await asyncio.wait([joined])
    print("it takes long")
    await queue.join()
    await task


asyncio.run(main())
