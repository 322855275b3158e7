"""A coroutine is awaited once."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="One coroutine was awaited twice",
    says=(
        Says("cannot reuse already awaited coroutine", "RuntimeError"),
        Says("coroutine is being awaited already", "RuntimeError"),
    ),
    happened=(
        "A coroutine is one run of a function: when it has ended there is nothing to run again, and two "
        "cannot drive it at once. A task keeps its result and can be awaited by many, as often as they "
        "like.",
    ),
    when=(
        When("a task awaited twice, then a coroutine", "", "task-awaited-twice", "what the awaits give",
             ["result 1", "result 1", "True", "RuntimeError: cannot reuse already awaited coroutine"]),
        When("one coroutine, two tasks at a time", "", "coroutine-two-tasks", "it says",
             "coroutine is being awaited already"),
        When("one task, two that await it", "", "coroutine-two-tasks", "with a task",
             ["returned", "returned"]),
    ),
    fails="""
import asyncio

async def fetch():
    return "page"

async def main():
    page = fetch()
    await page
    await page

asyncio.run(main())
""",
    works="""
import asyncio

async def fetch():
    return "page"

async def main():
    page = asyncio.create_task(fetch())
    await page
    await page

asyncio.run(main())
""",
    wrong=(
        Wrong("catching the RuntimeError and going on", "there is no result then"),
        Wrong("copy.copy(coro)", "coroutines cannot be copied"),
    ),
    fixes=(
        "Call the function again for another run; in a retry loop, call it inside the loop.",
        "For one run and many who wait, make it a task, or a cached future.",
        "Pass functions about, not coroutines: retry(fetch), not retry(fetch()).",
    ),
    scenarios=("task-awaited-twice", "coroutine-two-tasks"),
    related=("never-awaited", "future-iterated"),
)
