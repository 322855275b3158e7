"""Six tasks in two places; one of them gives up while both are taken."""
# clock both
import asyncio


async def work(few, seconds):
    async with few:
        await asyncio.sleep(seconds)


async def main():
    few = asyncio.Semaphore(2)
    tasks = [asyncio.create_task(work(few, 0.02)) for _ in range(6)]
    await asyncio.sleep(0.01)
    tasks[5].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert not few.locked()


asyncio.run(main())
