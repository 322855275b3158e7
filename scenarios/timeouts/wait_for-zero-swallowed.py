"""A timeout of zero returns what the cancelled task still has to give.

The task is at work, so wait_for(task, 0) cancels it and waits for its end. The task swallows the
cancel and returns: since 3.9.10 (bpo-37658, 3.11) its value is handed on, 200 ms late and without
an error. 3.8 raised TimeoutError and threw the value away.
"""
import asyncio

FACTS = {
    "wait_for": ('coro("wait_for").outcome', {"<3.9": "raised", ">=3.9": "returned"}),
    "main gets": ("printed", {"<3.9": ["TimeoutError"], ">=3.9": ["half a page"]}),
    "wait_for begins at": ('coro("wait_for").start', 10),
    "wait_for ends at": ('coro("wait_for").end', 210),
    "fetch swallowed it": ('task("fetch").swallowed', True),
}
SEVERITY = {"3.9": "differs"}


async def fetch():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        await asyncio.sleep(0.2)
    return "half a page"


async def main():
    task = asyncio.create_task(fetch())
    await asyncio.sleep(0.01)
    try:
        print(await asyncio.wait_for(task, 0))
    except asyncio.TimeoutError:
        print("TimeoutError")


if __name__ == "__main__":
    asyncio.run(main())
