"""A TimeoutError from inside looks like that of wait_for itself.

fetch() fails with a TimeoutError of its own, as a socket does, long before the deadline. Since
3.11 (bpo-42413) all these errors are one builtin class, so "except" cannot tell whose time was up.
Up to 3.10 asyncio.TimeoutError was another class, and the error passed it by. What tells the
difference is __cause__: a CancelledError only if wait_for() gave up (since 3.9, bpo-40607).
"""
import asyncio

FACTS = {
    "wait_for raises": ('coro("wait_for").error', "TimeoutError"),
    "at (ms)": ('coro("wait_for").end', 10),
    "caught as asyncio.TimeoutError": ("printed",
                                       {"<3.11": ["no"], ">=3.11": ["yes, cause: None"]}),
    "fetch": ('coro("fetch").outcome', "raised"),
    "it was cancelled": ('task(coro("fetch").task).cancels', 0),
}


async def fetch():
    await asyncio.sleep(0.01)
    raise TimeoutError("the server did not answer")


async def main():
    try:
        await asyncio.wait_for(fetch(), 1)
    except asyncio.TimeoutError as error:
        print("yes, cause:", error.__cause__)
    except OSError:
        print("no")


if __name__ == "__main__":
    asyncio.run(main())
