"""A coroutine used as if it were its result."""

from __future__ import annotations

from ..page import Page, Says, Wrong

PAGE = Page(
    title="A coroutine was used where its result was meant",
    says=(
        Says("'async for' requires an object with __aiter__ method, got coroutine", "TypeError"),
        Says("'coroutine' object has no attribute '{text}'", "AttributeError"),
        Says("'coroutine' object is not subscriptable", "TypeError"),
        Says("'coroutine' object is not iterable", "TypeError"),
        Says("'coroutine' object is not callable", "TypeError"),
        Says("'coroutine' object does not support the asynchronous context manager protocol", "TypeError"),
        Says("'coroutine' object does not support the context manager protocol", "TypeError"),
        Says("object of type 'coroutine' has no len()", "TypeError"),
        Says("Object of type coroutine is not JSON serializable", "TypeError"),
    ),
    happened=(
        "An await is missing. The call of an async function gives a coroutine; what the function returns "
        "comes out of await. Brackets decide: await f().text awaits the attribute, (await f()).text has "
        "it.",
        "In 'async for' it is the other mistake: an async def that returns a list gives a coroutine; only "
        "one that yields gives something to iterate.",
    ),
    fails="""
import asyncio

async def fetch():
    return [1, 2]

async def main():
    async for item in fetch():
        print(item)

asyncio.run(main())
""",
    works="""
import asyncio

async def fetch():
    return [1, 2]

async def main():
    for item in await fetch():
        print(item)

asyncio.run(main())
""",
    wrong=(
        Wrong("fetch().send(None), or .result()",
              "the first runs it by hand; the second a coroutine does not have"),
        Wrong("asyncio.run(fetch()) in the middle", "is refused inside a running loop"),
    ),
    fixes=(
        "Await the call, and use what comes out: item = (await fetch())[0].",
        "To iterate as items come, make the function a generator: yield item instead of return.",
        "async with needs the object, not a coroutine: async with await connect(), or a function that is "
        "not async.",
    ),
    scenarios=("task-awaited-twice",),
    related=("never-awaited", "not-awaitable", "loop-already-running"),
)
