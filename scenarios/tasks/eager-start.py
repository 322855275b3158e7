"""An eager task runs before create_task() returns.

With the eager task factory of 3.12 (gh-97696) create_task() runs the coroutine at once, up to
the first await that has to wait. A task that never has to wait is finished when create_task()
returns, and the loop never sees it. Only the rest of a task is queued as usual. Code that
relies on "nothing runs until I await" changes its order.
"""
import asyncio

NEEDS = ">=3.12"
ARTICLE = ("incomplete", "Tasks are queued for execution but don't run immediately")
FACTS = {
    "the order of things": ("printed", [
        "quick: first step", "done when create_task() returns: True",
        "slow: first step", "done when create_task() returns: False", "slow: second step"]),
    "which children are eager": ('[task("child", n).eager for n in (1, 2)]', [True, True]),
    "main's task is": ('task("main").eager', False),
    "quick waited for": ('task("child").waits', []),
    "slow waited for": ('task("child", 2).waits', ["sleep(0.01)"]),
}


async def child(name, seconds=None):
    print(name + ": first step")
    if seconds:
        await asyncio.sleep(seconds)
        print(name + ": second step")


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    quick = asyncio.create_task(child("quick"), name="quick")
    print("done when create_task() returns:", quick.done())
    slow = asyncio.create_task(child("slow", 0.01), name="slow")
    print("done when create_task() returns:", slow.done())
    await slow


if __name__ == "__main__":
    asyncio.run(main())
