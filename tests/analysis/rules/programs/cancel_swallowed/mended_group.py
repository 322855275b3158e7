"""The block under the timeout was left with the error of a group, and was not without effect."""
# needs >=3.11
# clock both
import asyncio


async def listen():
    try:
        await asyncio.Event().wait()
    finally:
        await asyncio.sleep(0.15)


async def crash():
    await asyncio.sleep(0.03)
    raise OSError("disk full")


async def main():
    try:
        async with asyncio.timeout(0.1):
            async with asyncio.TaskGroup() as group:
                group.create_task(listen())
                group.create_task(crash())
    except ExceptionGroup as group:
        print(group.exceptions)


asyncio.run(main())
