"""One task of a group stops the others by an error that is caught outside."""
# needs >=3.11
import asyncio


class Stop(Exception):
    pass


async def stop():
    await asyncio.sleep(0.05)
    raise Stop


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(asyncio.sleep(1))
            group.create_task(stop())
    except* Stop:
        print("stopped")


asyncio.run(main())
