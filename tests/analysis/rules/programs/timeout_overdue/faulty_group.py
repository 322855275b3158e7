"""It is a child of a TaskGroup whose cleanup is waited for."""
# needs >=3.11
# clock both
import asyncio


async def connection():
    try:
        await asyncio.Event().wait()
    finally:
        await asyncio.sleep(0.2)  # fault


async def main():
    try:
        async with asyncio.timeout(0.05):
            async with asyncio.TaskGroup() as group:
                group.create_task(connection())
                group.create_task(asyncio.sleep(1))
    except TimeoutError:
        print("timed out")


asyncio.run(main())
