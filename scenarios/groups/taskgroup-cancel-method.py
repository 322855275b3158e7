"""cancel() of a TaskGroup stops its tasks and ends the block without an error.

New in 3.15 (gh-108951). Before, a group could only be stopped by an error, raised in a child or
in the block and caught around it. cancel() cancels each child and the block, and "async with"
ends normally: nothing is raised, and the task can go on.
"""
import asyncio

NEEDS = ">=3.15"
FACTS = {
    "the children": ('[task("child", n).outcome for n in (1, 2)]', ["cancelled", "cancelled"]),
    "cancelled by": ('task("child").cancelled_by', ["TaskGroup._abort"]),
    "the block": ("printed", ["the block is over"]),
    "at (ms)": ('task("main").end', 10),
    "main": ('task("main").outcome', "returned"),
}


async def child():
    await asyncio.sleep(1)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(child())
        group.create_task(child())
        asyncio.get_running_loop().call_later(0.01, group.cancel)
        await asyncio.sleep(0.5)
        print("never printed")
    print("the block is over")


if __name__ == "__main__":
    asyncio.run(main())
