"""Async functions where a callback is wanted."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="An async function was given to something that only calls it",
    says=(
        Says("coroutines cannot be used with {call_soon}()", "TypeError"),
        Says("coroutines cannot be used with {add_signal_handler}()", "TypeError"),
        Says("a callable object was expected by {call_soon}(), got {<coroutine object main>}", "TypeError"),
    ),
    happened=(
        "A callback is called and forgotten. Calling an async function only makes a coroutine, and nobody "
        "is there to await it. add_signal_handler() always looks; call_soon(), call_later() and call_at() "
        "only in debug mode, and without it all that you hear is that the coroutine was never awaited.",
    ),
    when=(
        When("call_soon() without debug mode takes it, and never runs it", "", "call_soon-coroutine",
             "not in debug mode", "debug False: accepted"),
        When("in debug mode: TypeError", "", "call_soon-coroutine", "in debug mode", "debug True: TypeError"),
    ),
    fails="""
import asyncio

async def refresh():
    print("refreshed")

async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.01, refresh)
    await asyncio.sleep(0.02)

asyncio.run(main(), debug=True)
""",
    works="""
import asyncio

async def refresh():
    await asyncio.sleep(0.01)
    print("refreshed")

async def main():
    task = asyncio.create_task(refresh())
    await task

asyncio.run(main(), debug=True)
""",
    wrong=(
        Wrong("turning debug mode off", "then the coroutine is silently not run"),
        Wrong("lambda: asyncio.run(refresh())", "is refused: the callback runs inside a running loop"),
    ),
    fixes=(
        "A task that sleeps first takes the place of call_later().",
        "A callback that makes a task and keeps it: lambda: tasks.add(loop.create_task(refresh())).",
        "A signal handler that sets an asyncio.Event, and a coroutine that waits for it.",
    ),
    scenarios=("call_soon-coroutine", "create_task-queued"),
    related=("never-awaited", "not-awaitable", "callback-failed"),
)
