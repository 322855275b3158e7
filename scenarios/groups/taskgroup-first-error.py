"""The first error cancels every sibling, then raises ExceptionGroup.

TaskGroup (3.11, gh-90908) does what many expect of gather(): when a task fails, the others are
cancelled, and so is the body of the block. The block waits until all of them have cleaned up,
here until 40 ms, and only then raises. An error from a sibling's cleanup is in the group too;
the cancellations are not.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "the block raises": ('task("main").error', "ExceptionGroup"),
    "with": ('task("main").message', "unhandled errors in a TaskGroup (2 sub-exceptions)"),
    "it raises at (ms)": ('task("main").end', 40),
    "the first error came at (ms)": ('task("pay").end', 10),
    "who cancels the sibling": ('task("ship").cancelled_by', ["TaskGroup._abort"]),
    "cancels of the block's body": ('task("main").cancels', 1),
}


async def pay():
    await asyncio.sleep(0.01)
    raise ValueError("card refused")


async def ship():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.03)
        raise OSError("no van")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(ship())
        group.create_task(pay())
        await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(main())
