"""Many tasks of the same line are one finding."""
import asyncio


async def worker(queue):
    while True:
        await queue.get()


async def main():
    queue = asyncio.Queue()
    workers = [asyncio.create_task(worker(queue)) for _ in range(30)]  # fault
    await asyncio.sleep(0.01)
    print(len(workers))


asyncio.run(main())
