"""Cancelling the caller of wait_for waits for the inner cleanup, too.

The source that the article quotes cancels the inner future and re-raises at once, leaving fetch()
to its cleanup alone. Since bpo-41891 (3.10, and the last 3.8 and 3.9 releases) the caller gets
its CancelledError only after fetch() has ended. Since 3.12 (gh-96764) there is only one task,
so it cannot be otherwise.
"""
import asyncio

ARTICLE = ("outdated", "fut.remove_done_callback(cb) fut.cancel() raise")
FACTS = {
    "fetch": ('coro("fetch").outcome', "cancelled"),
    "fetch ends at": ('coro("fetch").end', 150),
    "caller": ('task("caller").outcome', "cancelled"),
    "caller ends at": ('task("caller").end', 150),
    "cancels of caller": ('task("caller").cancels', 1),
    "tasks": ("len(tasks)", {"<3.12": 3, ">=3.12": 2}),
}


async def fetch():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.05)


async def caller():
    await asyncio.wait_for(fetch(), 10)


async def main():
    task = asyncio.create_task(caller())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
