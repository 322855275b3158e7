"""A TimeoutError handled inside leaves the outer timeout() as it is.

The inner block's deadline cancels the task and takes its request back (3.11, bpo-46771). When
the error has been handled nothing of it is left, and the outer deadline strikes at its own
time, not sooner and not later.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "the order": ("printed", ["inner: retry", "inner: retry", "outer: give up"]),
    "cancels of main": ('task("main").cancels', 3),
    "asked by": ('task("main").cancelled_by', ["Timeout._on_timeout", "Timeout._on_timeout",
                                              "Timeout._on_timeout"]),
    "main ends at (ms)": ('task("main").end', 100),
    "swallowed": ('task("main").swallowed', False),
}


async def main():
    try:
        async with asyncio.timeout(0.1):
            while True:
                try:
                    async with asyncio.timeout(0.04):
                        await asyncio.sleep(1)
                except TimeoutError:
                    print("inner: retry")
    except TimeoutError:
        print("outer: give up")


if __name__ == "__main__":
    asyncio.run(main())
