"""Errors in callbacks, and in the handler of errors."""

from __future__ import annotations

from ..page import SIGN, Page, Says, Wrong

PAGE = Page(
    title="A plain callback raised an error, and nobody is there to catch it",
    says=(
        Says("Exception in callback {main.<locals>.tick()}", "log"),
        Says("Unhandled exception in event loop", "log"),
        Says("Unhandled error in exception handler", "log"),
        Says("Exception in default exception handler", "log"),
    ),
    weight=SIGN,
    happened=(
        "What call_soon(), call_later(), add_done_callback(), add_reader() or a signal calls has no "
        "awaiter. Its error goes to the loop's exception handler, which logs it with the traceback below; "
        "the loop runs on. A chain of callbacks, each of which makes the next one, is broken there "
        "without further notice.",
        "If it speaks of the handler itself, the function given to set_exception_handler() has raised.",
    ),
    fails="""
import asyncio

def tick():
    raise ValueError("no clock")

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(tick)
    await asyncio.sleep(0.01)

asyncio.run(main())
""",
    works="""
import asyncio

def tick():
    raise ValueError("no clock")

async def main():
    try:
        await asyncio.sleep(0)
        tick()
    except ValueError as error:
        print("main knows:", error)

asyncio.run(main())
""",
    wrong=(
        Wrong("a handler that drops it", "the callback has still not done its work"),
        Wrong("try around call_soon()", "the callback runs later, elsewhere"),
    ),
    fixes=(
        "Read the traceback below the line: that is the error to mend.",
        "Handle errors inside the callback, or use a task that somebody awaits.",
        "loop.set_exception_handler() is for reporting: count it, send it, and call "
        "default_exception_handler().",
    ),
    scenarios=("contextvars-exception-handler",),
    related=("error-never-retrieved", "protocol-failed", "coroutine-as-callback"),
)
