"""A deadline for the waiting and not for the work, which is awaited afterwards."""
# clock both
import asyncio


async def work():
    await asyncio.sleep(0.1)
    return "done"


async def main():
    task = asyncio.create_task(work())
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.02)
    except asyncio.TimeoutError:
        print("still at it")
    print(await task)


asyncio.run(main())
