"""A coroutine that swallows the cancel returns its value, no error.

A timeout is a request to stop. fetch() catches the CancelledError, works 200 ms longer and
returns; wait_for() waits for it and hands on the value as if there had been no deadline.
Only 3.8 still raised TimeoutError and threw the value away: changed by bpo-37658 (3.11, in
3.10.1 and 3.9.10 too). Since 3.12 (gh-96764) fetch() swallows the cancel of its caller.
"""
import asyncio

ARTICLE = ("outdated", "await _cancel_and_wait(fut, loop=loop) raise exceptions.TimeoutError()")
FACTS = {
    "fetch": ('coro("fetch").outcome', "returned"),
    "wait_for": ('coro("wait_for").outcome', {"<3.9": "raised", ">=3.9": "returned"}),
    "main gets": ("printed", {"<3.9": ["TimeoutError"], ">=3.9": ["stale data"]}),
    "main gets it at": ('task("main").end', 300),
    "cancels delivered to fetch": ('task(coro("fetch").task).delivered', 1),
}
SEVERITY = {"3.9": "differs"}


async def fetch():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        await asyncio.sleep(0.2)
    return "stale data"


async def main():
    try:
        print(await asyncio.wait_for(fetch(), 0.1))
    except asyncio.TimeoutError:
        print("TimeoutError")


if __name__ == "__main__":
    asyncio.run(main())
