"""A task can be awaited many times, a coroutine only once.

create_task() returns the Task, which keeps its result. Each await of it, from any task, gives
that same result, and awaiting a finished task does not even suspend. A coroutine object is the
running code itself and keeps nothing: a second await raises RuntimeError.
"""
import asyncio

ARTICLE = ("right", "automatically schedules it in the event loop, and returns the Task "
                    "for awaiting")
FACTS = {
    "what the awaits give": ("printed", [
        "result 1", "result 1", "True", "RuntimeError: cannot reuse already awaited coroutine"]),
    "tasks, main's included": ("len(tasks)", 2),
    "the task's coroutine ran in": ('coro("fetch").task', "fetch"),
    "the bare coroutine ran in": ('coro("fetch", 2).task', "main"),
    "main suspends only for": ('task("main").waits', ["Task-2 fetch"]),
}


async def fetch(number):
    return f"result {number}"


async def main():
    task = asyncio.create_task(fetch(1))
    first = await task
    print(first)
    print(await task)
    print(await task is first)
    coroutine = fetch(2)
    await coroutine
    try:
        await coroutine
    except RuntimeError as error:
        print("RuntimeError:", error)


if __name__ == "__main__":
    asyncio.run(main())
