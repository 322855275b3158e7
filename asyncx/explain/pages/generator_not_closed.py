"""Async generators and their ends."""

from __future__ import annotations

from ..page import SIGN, Page, Says, When, Wrong

PAGE = Page(
    title="An async generator was left half-way, and closed late, badly, or never",
    says=(
        Says("an error occurred during closing of asynchronous generator {<async_generator object …>}",
             "log"),
        Says("asynchronous generator {<async_generator object …>} was scheduled after "
             "loop.shutdown_asyncgens() call", "ResourceWarning"),
        Says("async generator ignored GeneratorExit", "RuntimeError"),
    ),
    weight=SIGN,
    findings=("generator-not-closed",),
    picture="generator-left-early",
    happened=(
        "break, return or an error in an async for leaves the generator where it is. Its finally runs "
        "when it is collected, in a new task, or at the end of asyncio.run(); what it raises there can "
        "only be logged. A generator that yields again when it is being closed cannot be closed at all.",
    ),
    when=(
        When("after break: later, in another task", "", "generator-left-early", "the order",
             ["got 0", "main goes on", "finally in another task", "main ends"]),
        When("asyncio.run() closes what is left", "", "generator-closed-at-exit", "the order",
             ["got 0", "main ends", "generator cleans up", "generator is closed"]),
        When("loop.close() alone does not", "", "generator-never-closed", "with close() alone",
             "got 0, then: closed"),
        When("an error in its cleanup does not come out of run()", "", "generator-close-error", "the program",
             "returned"),
        When("yield while it is being closed", "", "generator-ignores-exit", "aclose() raises",
             ["got 0", "cleaning up", "RuntimeError: async generator ignored GeneratorExit"]),
    ),
    fails="""
import asyncio

async def numbers():
    try:
        yield 1
    finally:
        raise OSError("cannot close")

source = numbers()

async def main():
    async for number in source:
        break

asyncio.run(main())
""",
    works="""
import asyncio

async def numbers():
    try:
        yield 1
    finally:
        print("closed")

async def main():
    source = numbers()
    try:
        async for number in source:
            break
    finally:
        await source.aclose()

asyncio.run(main())
""",
    wrong=(
        Wrong("del source", "makes it collectable; it is closed on a later turn, in another task"),
        Wrong("yield in a finally block", "is what 'ignored GeneratorExit' means"),
    ),
    fixes=(
        "Close it where you leave it: async with contextlib.aclosing(source), or await source.aclose().",
        "No yield inside finally, and none inside a task group or a timeout.",
        "With a loop of your own: run_until_complete(loop.shutdown_asyncgens()) before close().",
    ),
    scenarios=(
        "generator-left-early", "generator-closed-at-exit", "generator-never-closed",
        "generator-close-error", "generator-ignores-exit", "generator-after-shutdown",
        "generator-body-cancelled", "generator-taskgroup",
    ),
    related=("generator-busy", "cancel-scope", "generator-context"),
)
