"""The block of a TaskGroup that awaits a failing child sees only CancelledError.

The child's error belongs to the group. The group hears of it first and cancels the block, and a
cancel beats the wake-up with the error; so "except ValueError" around the await in the block never
matches. It comes out of "async with" as an ExceptionGroup (3.11, gh-90908). To handle the error of
one child, catch it inside the child.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "inside, and outside": ("printed", ["inside: CancelledError", "outside: ExceptionGroup"]),
    "the child": ('task("fails").error', "ValueError"),
    "cancels of main": ('task("main").cancels', 1),
    "cancelled by": ('task("main").cancelled_by', ["TaskGroup._on_task_done"]),
}


async def fails():
    await asyncio.sleep(0.01)
    raise ValueError


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(fails())
            try:
                await task
            except BaseException as error:
                print("inside:", type(error).__name__)
                raise
    except Exception as error:
        print("outside:", type(error).__name__)


if __name__ == "__main__":
    asyncio.run(main())
