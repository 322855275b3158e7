"""main() cancels all other tasks, and gathers what becomes of them."""
# clock both
import asyncio


async def worker(number):
    try:
        while True:
            await asyncio.sleep(0.01)
    finally:
        await asyncio.sleep(number / 100)


async def main():
    for number in range(3):
        asyncio.ensure_future(worker(number))
    await asyncio.sleep(0.05)
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


asyncio.run(main())
