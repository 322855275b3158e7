"""A child that is cancelled does not disturb its TaskGroup.

For gather() a cancelled child is an error; for a TaskGroup (3.11, gh-90908) it has simply ended.
The same holds for a child that raises CancelledError itself. The siblings go on, the block ends
without an error, and whoever wants to know must keep the task and ask cancelled().
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "cancelled from outside": ('task("stopped").outcome', "cancelled"),
    "raises CancelledError": ('task("resigns").outcome', "cancelled"),
    "cancels of the sibling": ('task("works").cancels', 0),
    "the sibling ends at (ms)": ('task("works").end', 50),
    "the block": ("printed", ["the block ends without an error"]),
    "cancels of main": ('task("main").cancels', 0),
}


async def stopped():
    await asyncio.sleep(1)


async def resigns():
    raise asyncio.CancelledError


async def works():
    await asyncio.sleep(0.05)


async def main():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(stopped())
        group.create_task(resigns())
        group.create_task(works())
        await asyncio.sleep(0.01)
        task.cancel()
    print("the block ends without an error")


if __name__ == "__main__":
    asyncio.run(main())
