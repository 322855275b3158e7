"""Nobody cleans up under await: the loop was held, and loop-blocked tells of that."""
# needs >=3.11
# clock real
import asyncio
import time


async def connection():
    try:
        await asyncio.Event().wait()
    finally:
        time.sleep(0.12)


async def main():
    try:
        async with asyncio.timeout(0.05):
            async with asyncio.TaskGroup() as group:
                group.create_task(connection())
                group.create_task(connection())
    except TimeoutError:
        print("timed out")


asyncio.run(main())
