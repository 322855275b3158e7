"""With timeout=None the coroutine runs in the caller's own task.

None means: no deadline. No timer is set and no task is made on any version; wait_for(fetch(),
None) is the same as await fetch(). With a number instead, versions up to 3.11 ran fetch() in
a second task (gh-96764, 3.12), so a program could behave differently just for lack of a limit.
"""
import asyncio

ARTICLE = ("right", "if timeout is None: return await fut")
FACTS = {
    "tasks": ("len(tasks)", 1),
    "fetch runs in the task of": ('coro("fetch").task', "main"),
    "steps of main": ('task("main").steps', 2),
    "main ends at": ('task("main").end', 300),
}


async def fetch():
    await asyncio.sleep(0.3)
    return asyncio.current_task()


async def main():
    task = await asyncio.wait_for(fetch(), None)
    assert task is asyncio.current_task()


if __name__ == "__main__":
    asyncio.run(main())
