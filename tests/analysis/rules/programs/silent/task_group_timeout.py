"""A TaskGroup under a timeout that fires."""
# needs >=3.11
import asyncio


async def main():
    try:
        async with asyncio.timeout(0.05):
            async with asyncio.TaskGroup() as group:
                group.create_task(asyncio.sleep(1))
                group.create_task(asyncio.sleep(2))
    except TimeoutError:
        print("too slow")


asyncio.run(main())
