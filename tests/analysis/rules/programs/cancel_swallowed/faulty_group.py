"""A child goes on when its group has told it to stop, and the group has to wait for it."""
# needs >=3.11
# clock both
import asyncio


async def poll():
    for _ in range(5):
        try:
            await asyncio.sleep(0.05)  # fault
        except asyncio.CancelledError:
            print("not now")


async def crash():
    await asyncio.sleep(0.07)
    raise OSError("disk full")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(poll())
            group.create_task(crash())
    except ExceptionGroup as group:
        print(group.exceptions)


asyncio.run(main())
