"""A coroutine in wait_for that cancels its current task cancels its caller.

That is so since 3.12 (gh-96764), where the coroutine runs in the task of its caller. Up to 3.11
it was a private task of wait_for(), and the caller could catch the CancelledError and go on as
if nothing had been asked of it. Now the request counts for the caller: cancelling()
(3.11, bpo-46752) stays 1.
"""
import asyncio

FACTS = {
    "the cancelled task runs": ('coro("fetch").task', {"<3.12": "fetch", ">=3.12": "caller"}),
    "cancels of caller": ('task("caller").cancels', {"<3.12": 0, ">=3.12": 1}),
    "it sees": ("printed[0]", "caller: CancelledError"),
    "its count": ("printed[1:]", {"<3.11": [], ">=3.11,<3.12": ["cancelling: 0"],
                                  ">=3.12": ["cancelling: 1"]}),
}


async def fetch():
    asyncio.current_task().cancel()
    await asyncio.sleep(1)


async def caller():
    try:
        await asyncio.wait_for(fetch(), 1)
    except asyncio.CancelledError as error:
        print("caller:", type(error).__name__)
    if hasattr(asyncio.current_task(), "cancelling"):
        print("cancelling:", asyncio.current_task().cancelling())


async def main():
    await asyncio.create_task(caller())


if __name__ == "__main__":
    asyncio.run(main())
