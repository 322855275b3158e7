"""create_task() runs nothing; the task starts on the loop's next turn.

The task's first step goes to the end of the queue of ready callbacks: behind what was queued
before it, ahead of what is queued after it. The caller gets the Task back first and goes on until
it awaits something that is not finished. Only then does the loop reach the new task. This is so
on every version, unless an eager task factory is set (3.12, see eager-start).
"""
import asyncio

ARTICLE = ("right", "Tasks are queued for execution but don't run immediately—they execute "
                    "on the next event loop iteration.")
FACTS = {
    "the order of things": ("printed", [
        "main: create_task() has returned a Task", "callback queued before the task",
        "child: first step", "callback queued after the task", "main: awaited, child result"]),
    "it was made by": ('task("child").maker', "main"),
    "steps of child": ('task("child").steps', 1),
    "steps of main": ('task("main").steps', 2),
    "main waits for": ('task("main").waits', ["Task-2 child"]),
}


async def child():
    print("child: first step")
    return "child result"


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "callback queued before the task")
    task = asyncio.create_task(child())
    loop.call_soon(print, "callback queued after the task")
    print("main: create_task() has returned a", type(task).__name__)
    print("main: awaited,", await task)


if __name__ == "__main__":
    asyncio.run(main())
