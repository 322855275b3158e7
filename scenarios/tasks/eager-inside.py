"""An eager task is a task of its own, though it runs inside create_task().

Its first step runs in the middle of the maker's (3.12, gh-97696), yet current_task() is the child
there, the context is a copy, and an error stays in the child until somebody awaits it. A task
that ends in that first step is never seen in all_tasks().
"""
import asyncio
import contextvars

NEEDS = ">=3.12"
FACTS = {
    "in the child": ("printed[:2]", ["current_task() is the maker's: False", "it sees: main"]),
    "back in main": ("printed[2:]", ["create_task() returned", "main still has: main",
                                     "all_tasks(): 1", "ValueError at the await"]),
    "eager": ('task("child").eager', True),
    "the child": ('task("child").error', "ValueError"),
    "main waits for": ('task("main").waits', []),
}
where = contextvars.ContextVar("where")


async def child(maker):
    print("current_task() is the maker's:", asyncio.current_task() is maker)
    print("it sees:", where.get())
    where.set("child")
    raise ValueError


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    where.set("main")
    task = asyncio.create_task(child(asyncio.current_task()))
    print("create_task() returned")
    print("main still has:", where.get())
    print("all_tasks():", len(asyncio.all_tasks()))
    try:
        await task
    except ValueError as error:
        print(type(error).__name__, "at the await")


if __name__ == "__main__":
    asyncio.run(main())
