"""Errors of eager tasks that are read as soon as these are made, and tasks that are cancelled in any case."""
# needs >=3.12
# clock both
import asyncio


async def fails():
    raise ValueError("at once")


async def waits():
    await asyncio.Event().wait()


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    tasks = [asyncio.create_task(fails()), asyncio.create_task(waits())]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        print([task.exception() for task in done])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


asyncio.run(main())
