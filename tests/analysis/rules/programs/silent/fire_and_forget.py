"""Background tasks are held until they are done, and a callback reads their errors."""
# clock both
import asyncio

background = set()


async def job(number):
    await asyncio.sleep(number / 100)
    if number == 2:
        raise OSError(number)


def done(task):
    background.discard(task)
    if not task.cancelled() and task.exception() is not None:
        print("failed:", task.exception())


async def main():
    for number in range(4):
        task = asyncio.create_task(job(number))
        background.add(task)
        task.add_done_callback(done)
    while background:
        await asyncio.sleep(0.02)


asyncio.run(main())
