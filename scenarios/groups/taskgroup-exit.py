"""SystemExit in a child leaves the TaskGroup bare, not in a group.

SystemExit and KeyboardInterrupt are no errors to be collected: the siblings are cancelled, and
then the group (3.11, gh-90908) raises the thing itself. The task has also thrown it through the
event loop, so the program ends with status 3 before main() is asked. Any other exception, even
below BaseException, would come in a BaseExceptionGroup.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "the program": ("outcome", "exited 3"),
    "the child": ('task("leaves").error', "SystemExit"),
    "the sibling": ('task("sibling").outcome', "cancelled"),
    "the block raises": ("printed", ["block: SystemExit"]),
    "main": ('task("main").error', "SystemExit"),
}


async def leaves():
    await asyncio.sleep(0.01)
    raise SystemExit(3)


async def sibling():
    await asyncio.sleep(1)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(leaves())
            group.create_task(sibling())
    except BaseException as error:
        print("block:", type(error).__name__)
        raise


if __name__ == "__main__":
    asyncio.run(main())
