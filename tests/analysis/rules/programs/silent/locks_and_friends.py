"""Lock, Semaphore, Event and Condition at work."""
# clock both
import asyncio


async def main():
    lock, few, ready, changed = asyncio.Lock(), asyncio.Semaphore(2), asyncio.Event(), asyncio.Condition()

    async def work(number):
        await ready.wait()
        async with few, lock:
            await asyncio.sleep(0.01)
        async with changed:
            changed.notify_all()

    async def watch():
        async with changed:
            await changed.wait()

    tasks = [asyncio.create_task(work(number)) for number in range(4)]
    watcher = asyncio.create_task(watch())
    await asyncio.sleep(0.01)
    ready.set()
    await asyncio.gather(*tasks, watcher)


asyncio.run(main())
