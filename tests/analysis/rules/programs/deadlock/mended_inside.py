"""Each event is set."""
# clock both
import asyncio


async def use(semaphore, event):
    async with semaphore:
        await asyncio.sleep(0.01)
        await event.wait()


async def main():
    semaphore = asyncio.Semaphore(2)
    events = [asyncio.Event() for _ in range(5)]
    tasks = [asyncio.ensure_future(use(semaphore, event)) for event in events]
    for event in events:
        await asyncio.sleep(0.01)
        event.set()
    await asyncio.gather(*tasks)


asyncio.run(main())
