"""A CancelledError raised in the block of a TaskGroup stops all its tasks.

Before 3.15 a group has no cancel() method, so this is one way to give up: the children are
cancelled, and the CancelledError comes out bare, not in a group (3.11, gh-90908). Catch it
around the block, for nobody has cancelled the task: its cancelling() is 0.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "printed": ("printed", ["CancelledError, cancelling: 0"]),
    "the child": ('task("child").outcome', "cancelled"),
    "cancelled by": ('task("child").cancelled_by', ["TaskGroup._abort"]),
    "cancels of main": ('task("main").cancels', 0),
    "it is over at (ms)": ('task("main").end', 30),
}


async def child():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.02)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child())
            await asyncio.sleep(0.01)
            raise asyncio.CancelledError
    except asyncio.CancelledError as error:
        print(f"{type(error).__name__}, cancelling: {asyncio.current_task().cancelling()}")


if __name__ == "__main__":
    asyncio.run(main())
