"""Where short steps are summed up, no line of the polling is recorded: that of the task's making stands for it."""
# clock real
import asyncio
import time


async def poll(until):
    while time.monotonic() < until:
        await asyncio.sleep(0)
    await asyncio.sleep(0.03)


async def main():
    polling = asyncio.create_task(poll(time.monotonic() + 1.0))  # fault
    await polling


asyncio.run(main())
