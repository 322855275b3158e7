"""A TaskGroup stops an eager child whose own child fails at once.

parent() runs inside create_task() and starts fails() in the same group, which fails at once. On
3.12 and 3.13 the group then cancelled all its tasks, but parent() was not among them yet: nobody
stops it, and the group waits for it. Since 3.14 (gh-128550, gh-128588) the group is told a
turn later, when it knows of parent().
"""
import asyncio

NEEDS = ">=3.12"
FACTS = {
    "the program": ("outcome", {"<3.14": "deadlock", ">=3.14": "returned"}),
    "parent": ('task("parent").outcome', {"<3.14": "never ended", ">=3.14": "cancelled"}),
    "cancels of parent": ('task("parent").cancels', {"<3.14": 0, ">=3.14": 1}),
    "its child": ('task("fails").error', "ValueError"),
    "printed": ("printed", {"<3.14": [], ">=3.14": ["ExceptionGroup"]}),
}


async def fails():
    raise ValueError


async def parent(group):
    group.create_task(fails())
    await asyncio.Event().wait()    # until it is cancelled


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(parent(group))
    except Exception as error:
        print(type(error).__name__)


if __name__ == "__main__":
    asyncio.run(main())
