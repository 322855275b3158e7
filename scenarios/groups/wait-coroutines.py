"""wait() does not give a coroutine back: the done set holds Tasks.

Up to 3.10 wait() wraps each coroutine in a task, as the quoted source shows, so "coroutine in
done" is always False. That trap is why it warns since 3.9 (bpo-34790: deprecated in 3.8 by the
documentation only) and why 3.11 forbids it. The forbidden coroutine is never awaited. Tasks,
made with create_task(), work on every version.
"""
import asyncio

ARTICLE = ("outdated", "fs = {ensure_future(f, loop=loop) for f in set(fs)}")
FACTS = {
    "what comes of it": ("printed", {
        "<3.11": ["in the done set: False"],
        ">=3.11": ["TypeError: Passing coroutines is forbidden, use tasks explicitly."]}),
    "tasks": ("len(tasks)", {"<3.11": 2, ">=3.11": 1}),
    "warnings": ("warnings", {
        "<3.9": [],
        ">=3.9,<3.11": ["DeprecationWarning: The explicit passing of coroutine objects to "
                        "asyncio.wait() is deprecated since Python 3.8, and scheduled for "
                        "removal in Python 3.11."],
        ">=3.11": ["RuntimeWarning: coroutine 'fetch' was never awaited"]}),
}


async def fetch():
    pass


async def main():
    coroutine = fetch()
    try:
        done, _ = await asyncio.wait([coroutine])
        print("in the done set:", coroutine in done)
    except TypeError as error:
        print("TypeError:", error)


if __name__ == "__main__":
    asyncio.run(main())
