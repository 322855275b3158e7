"""anyio's scopes across tasks."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A cancel scope of anyio was left by another task than the one that entered it",
    says=(
        Says("Attempted to exit cancel scope in a different task than it was entered in", "RuntimeError"),
        Says("Attempted to exit a cancel scope that isn't the current task's current cancel scope",
             "RuntimeError"),
        Says("Attempted to exit a cancel scope that isn't the current tasks's current cancel scope",
             "RuntimeError"),
    ),
    by="anyio",
    happened=(
        "A scope belongs to the task that enters it, and scopes are left in the reverse order. A "
        "generator or a fixture that yields inside a scope or a task group breaks that: when it is "
        "dropped, another task finishes it, such as the one that asyncio makes for a collected generator. "
        "Typical places are clients kept in an AsyncExitStack that is closed from elsewhere.",
    ),
    when=(
        When("asyncio's own group in a generator: aclose() raises", ">=3.11,<3.15", "generator-taskgroup",
             "aclose()", ["row 0", "aclose: BaseExceptionGroup"]),
    ),
    works="""
import asyncio, contextlib

async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("closed by whoever opened it")

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
        Wrong("except RuntimeError: pass",
              "the scope stays open, and the next cancellation hits the wrong task"),
        Wrong("closing several stacks with gather()",
              "gather() makes a task for each: all of them are the wrong one"),
        Wrong("wait_for() around the connect",
              "puts it into a task of its own {<3.12: wait_for-own-task: tasks}"),
    ),
    fixes=(
        "Open and close it in one task: a task of its own that holds the client, and serves others by a "
        "queue.",
        "Close generators where you leave them: async with contextlib.aclosing(source), or await "
        "source.aclose().",
        "Never yield inside a task group or a timeout, except in an async context manager.",
    ),
    scenarios=("generator-left-early", "wait_for-own-task", "generator-taskgroup"),
    related=("taskgroup-orphan", "generator-not-closed", "generator-context"),
)
