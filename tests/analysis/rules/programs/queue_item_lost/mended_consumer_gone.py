# clock both
import asyncio


async def consumer(queue):
    while True:
        item = await queue.get()
        try:
            print(10 // item)
        except ZeroDivisionError:
            print("skipped")
        finally:
            queue.task_done()


async def main():
    queue = asyncio.Queue()
    for item in (2, 1, 0, 3, 4):
        queue.put_nowait(item)
    task = asyncio.create_task(consumer(queue))
    await asyncio.wait_for(queue.join(), 0.1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


asyncio.run(main())
