"""One task can be started at once, without changing all the others.

create_task(..., eager_start=True) came with 3.14 (gh-128307), which hands its keyword arguments
on to the Task. The constructor asyncio.Task knows it since 3.12 (gh-97696), so there
asyncio.Task(coro, loop=loop, eager_start=True) does the same. Elsewhere it is a TypeError.
"""
import asyncio

NEEDS = ">=3.12"
FACTS = {
    "with create_task()": ("printed[0]", {"<3.14": "create_task: TypeError",
                                          ">=3.14": "create_task: done at once"}),
    "with Task()": ("printed[1]", "Task: done at once"),
    "tasks": ("len(tasks)", {"<3.14": 2, ">=3.14": 3}),
    "it is eager": ('task("quick").eager', True),
}
SEVERITY = {"3.14": "new"}


async def quick():
    pass


async def main():
    loop = asyncio.get_running_loop()
    for name, arguments in (("create_task", {}), ("Task", {"loop": loop})):
        coroutine = quick()
        try:
            task = getattr(asyncio, name)(coroutine, eager_start=True, **arguments)
            print(name + ":", "done at once" if task.done() else "not yet")
        except TypeError as error:
            print(name + ":", type(error).__name__)
            coroutine.close()


if __name__ == "__main__":
    asyncio.run(main())
