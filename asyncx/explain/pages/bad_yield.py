"""Awaitables of other frameworks under asyncio."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A coroutine waits for something that asyncio does not know",
    says=(
        Says("Task got bad yield: {<object>}", "RuntimeError"),
        Says("yield was used instead of yield from in task {<Task …>} with {<Future pending>}",
             "RuntimeError"),
        Says("yield was used instead of yield from for generator in task {<Task …>} with {…}",
             "RuntimeError"),
    ),
    happened=(
        "What an awaitable yields is a request to the scheduler. asyncio knows one: wake me when this "
        "future is done. trio, curio, tornado's old generators or a home-made __await__ that yields a "
        "value ask for something else, and asyncio has no answer.",
    ),
    when=(
        When("a bare yield is one turn of the loop, and no error", "", "bad-yield",
             "a bare yield is one turn", ["after a bare yield"]),
    ),
    fails="""
import asyncio

class Pause:
    def __await__(self):
        yield "a moment"

async def main():
    await Pause()

asyncio.run(main())
""",
    works="""
import asyncio

class Pause:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()

async def main():
    await Pause()

asyncio.run(main())
""",
    wrong=(
        Wrong("yield future instead of await future",
              "is what the second message says: use await, or yield from"),
        Wrong("a library's trio function under asyncio.run()", "needs trio's own run(), and its loop"),
    ),
    fixes=(
        "Use the library's asyncio flavour, or one that runs on both (anyio).",
        "In a custom __await__: return other.__await__(), or yield from it.",
    ),
    scenarios=("bad-yield",),
    related=("future-iterated", "not-awaitable"),
)
