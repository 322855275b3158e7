"""wait_for() takes any number as its timeout, and nan brings down the loop.

inf means: no limit. nan comes from a calculation gone wrong. Up to 3.12 it means "at once"; since
3.13 (gh-110733) it reaches the selector, and a ValueError comes out of asyncio.run() past every
"except" in the program. A text or a timedelta is a TypeError at the call.
"""
import asyncio

FACTS = {
    "the program": ("outcome", {"<3.13": "returned", ">=3.13": "raised ValueError"}),
    "inf and a text": ("printed[:2]", ["inf: done", "'1': TypeError"]),
    "nan": ("printed[2:]", {"<3.13": ["nan: TimeoutError"], ">=3.13": []}),
}


async def fetch():
    await asyncio.sleep(0.01)
    return "done"


async def main():
    for timeout in (float("inf"), "1", float("nan")):
        coroutine = fetch() if timeout == timeout else asyncio.Event().wait()
        try:
            print(f"{timeout!r}:", await asyncio.wait_for(coroutine, timeout))
        except (TypeError, asyncio.TimeoutError) as error:
            print(f"{timeout!r}:", type(error).__name__)
            coroutine.close()


if __name__ == "__main__":
    asyncio.run(main())
