"""An error out of a timed-out block has the TimeoutError in its context.

The deadline cancels the block, and its cleanup fails: that error leaves asyncio.timeout() as it is,
so "except TimeoutError" does not match. On 3.11 and 3.12 the traceback then said nothing of a
timeout. Since 3.13 (gh-96037) a TimeoutError is put in between, to be read there.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "the chain of contexts": ("printed", {
        "<3.13": ["OSError <- CancelledError"],
        ">=3.13": ["OSError <- TimeoutError <- CancelledError"]}),
    "cancels of main": ('task("main").cancels', 1),
    "asked by": ('task("main").cancelled_by', ["Timeout._on_timeout"]),
    "main ends at (ms)": ('task("main").end', 100),
}
SEVERITY = {"3.13": "differs"}


async def main():
    try:
        async with asyncio.timeout(0.1):
            try:
                await asyncio.sleep(1)
            finally:
                raise OSError("close failed")
    except OSError as error:
        chain = []
        while error:
            chain.append(type(error).__name__)
            error = error.__context__
        print(" <- ".join(chain))


if __name__ == "__main__":
    asyncio.run(main())
