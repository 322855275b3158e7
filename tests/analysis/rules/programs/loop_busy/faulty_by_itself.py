"""A task polls, and goes on when it has what it wanted: the line is that of the polling, not the next one."""
import asyncio


async def main():
    turns = 0
    while turns < 3000:
        await asyncio.sleep(0)  # fault
        turns += 1
    await asyncio.sleep(0.01)


asyncio.run(main())
