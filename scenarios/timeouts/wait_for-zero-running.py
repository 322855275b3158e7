"""A timeout of zero still waits for the cleanup of a task that has started.

The source that the article quotes cancels the task and raises at once. Since bpo-32751 reached
this branch (3.10, and the last 3.8 and 3.9 releases) wait_for() waits until the cancelled task
has ended, as it does for any other timeout: "zero seconds" last 50 ms here, or for ever. The
error is the builtin TimeoutError since 3.11 (bpo-42413).
"""
import asyncio

ARTICLE = ("outdated", "fut.cancel() raise exceptions.TimeoutError()")
FACTS = {
    "wait_for raises": ('coro("wait_for").error',
                        {"<3.11": "asyncio.TimeoutError", ">=3.11": "TimeoutError"}),
    "wait_for begins at": ('coro("wait_for").start', 10),
    "wait_for ends at": ('coro("wait_for").end', 60),
    "fetch ends at": ('task("fetch").end', 60),
    "fetch": ('task("fetch").outcome', "cancelled"),
}


async def fetch():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.05)


async def main():
    task = asyncio.create_task(fetch())
    await asyncio.sleep(0.01)
    try:
        await asyncio.wait_for(task, 0)
    except asyncio.TimeoutError:
        assert task.done()


if __name__ == "__main__":
    asyncio.run(main())
