"""A loop started inside a running one."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A loop was started in a thread in which one already runs",
    says=(
        Says("asyncio.run() cannot be called from a running event loop", "RuntimeError"),
        Says("This event loop is already running", "RuntimeError"),
        Says("Cannot run the event loop while another loop is running", "RuntimeError"),
        Says("Runner.run() cannot be called from a running event loop", "RuntimeError"),
    ),
    happened=(
        "A thread runs one loop at a time, and the call comes from code that this loop is running: a "
        "coroutine, a callback, a web handler, a notebook cell, an async test, or a library that hides "
        "asyncio.run() in an ordinary function. To wait there for another loop would stop this one.",
        "The coroutine that was passed is never run, so a second message often follows: it was never "
        "awaited.",
    ),
    when=(
        When("run() within a run()", "", "run-nested", "it says",
             "asyncio.run() cannot be called from a running event loop"),
        When("the same loop again", "", "loop-reentrant", "running the same loop",
             "This event loop is already running"),
        When("a new loop in the same thread", "", "loop-reentrant", "running a new loop",
             "Cannot run the event loop while another loop is running"),
        When("a loop in another thread: nothing wrong", "", "run-two-threads", "printed",
             ["the same loop: False"]),
    ),
    fails="""
import asyncio

async def fetch():
    return "page"

def get_page():
    return asyncio.run(fetch())

async def main():
    print(get_page())

asyncio.run(main())
""",
    works="""
import asyncio

async def fetch():
    return "page"

async def get_page():
    return await fetch()

async def main():
    print(await get_page())

asyncio.run(main())
""",
    wrong=(
        Wrong("nest_asyncio.apply()", "patches asyncio so that the outer task stands still inside a step "
              "while others go on; then come 'Cannot enter into task' and hangs"),
        Wrong("new_event_loop().run_until_complete()", "another loop in the same thread is refused, too"),
        Wrong("a thread, and waiting for its result",
              "right from ordinary code, but from a coroutine it holds the loop as long as it takes"),
        Wrong("downgrading ipykernel or tornado", "a notebook has a running loop since it can await"),
    ),
    fixes=(
        "await it: make the function that called run() async, and its callers.",
        "In a notebook cell: await main(), without run().",
        "An ordinary function that must call async code, itself called from a coroutine: await "
        "asyncio.to_thread(function), and asyncio.run() inside it.",
        "A library offers both, an async function and an ordinary one, and does not guess.",
    ),
    scenarios=("run-nested", "loop-reentrant", "run-two-threads", "fork-in-coroutine"),
    related=("never-awaited", "cannot-enter-task", "async-to-sync", "no-running-loop"),
)
