"""Workers are cancelled when the queue has been worked off."""
# clock both
import asyncio


async def worker(queue):
    while True:
        await queue.get()
        await asyncio.sleep(0.01)
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    for number in range(10):
        queue.put_nowait(number)
    workers = [asyncio.create_task(worker(queue)) for _ in range(3)]
    await queue.join()
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)


asyncio.run(main())
