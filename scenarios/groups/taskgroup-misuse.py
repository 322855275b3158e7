"""A TaskGroup works once, with "async with", inside a task.

A second "async with" of the same group is a RuntimeError, and so is a group that is entered
outside a task: it needs a parent that it could cancel. A plain "with" is a TypeError, and only
since 3.14 (gh-128398) do the words name the cure. Groups came with 3.11 (gh-90908).
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "a second time": ("printed[0]", {
        "<=3.11.2": "TaskGroup <TaskGroup entered> has been already entered",
        ">=3.11.7": "TaskGroup <TaskGroup entered> has already been entered"}),
    "outside a task": ("printed[1]", {
        "<=3.11.2": "TaskGroup <TaskGroup entered> cannot determine the parent task",
        ">=3.11.7": "TaskGroup <TaskGroup> cannot determine the parent task"}),
    "with a plain with": ("printed[2:]", {"<3.14": ["TypeError, no hint"],
                                          ">=3.14": ["TypeError, hint: async with"]}),
    "main": ('task("main").outcome', "returned"),
}


def enter_in_callback(done):
    try:
        asyncio.TaskGroup().__aenter__().send(None)
    except RuntimeError as error:
        print(error)
    done.set_result(None)


async def main():
    async with asyncio.TaskGroup() as group:
        try:
            await group.__aenter__()
        except RuntimeError as error:
            print(error)
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    loop.call_soon(enter_in_callback, done)
    await done
    try:
        with asyncio.TaskGroup():
            pass
    except TypeError as error:
        print("TypeError,", "hint: async with" if "async with" in str(error) else "no hint")


if __name__ == "__main__":
    asyncio.run(main())
