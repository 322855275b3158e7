"""Tasks that had failed are cancelled at the end, as all are, and their errors are met."""
# clock both
import asyncio


async def job(name):
    await asyncio.sleep(0.01)
    raise ValueError(name)


async def gathered():
    jobs = [asyncio.create_task(job(name)) for name in ("red", "green")]
    results = asyncio.gather(*jobs, return_exceptions=True)
    await asyncio.sleep(0.02)
    for task in jobs:
        task.cancel()
    print(await results)


async def awaited():
    task = asyncio.create_task(job("blue"))
    waited = asyncio.create_task(asyncio.wait([task]))
    await asyncio.sleep(0.02)
    task.cancel()
    await waited
    print(task.exception())


async def passed_on():
    task = asyncio.create_task(job("white"))
    try:
        await asyncio.sleep(0.02)
    finally:
        task.cancel()
        await task


async def main():
    await gathered()
    await awaited()
    try:
        await asyncio.create_task(passed_on())
    except ValueError as error:
        print(error)


asyncio.run(main())
