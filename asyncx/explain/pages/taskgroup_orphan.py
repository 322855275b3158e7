"""Groups that outlive their task."""

from __future__ import annotations

from ..page import Page, Says, Wrong

PAGE = Page(
    title="A task of a group failed when the task that held the group had ended",
    says=(
        Says("has errored out but its parent task {<Task …>} is already completed", "log"),
    ),
    happened=(
        "A group reports to the task that entered its block: it is the one to be cancelled, and to raise. "
        "Here that task is gone, so the block was left without its __aexit__: __aenter__() was called by "
        "hand, or an async generator that holds the group was dropped half-way, or finished by another "
        "task.",
    ),
    fails="""
import asyncio

async def fetch():
    await asyncio.sleep(0.01)
    raise OSError("no route")

async def begin(group):
    await group.__aenter__()
    group.create_task(fetch())

async def main():
    group = asyncio.TaskGroup()
    await asyncio.create_task(begin(group))
    await asyncio.sleep(0.02)

asyncio.run(main())
""",
    works="""
import asyncio

async def fetch():
    await asyncio.sleep(0.01)
    print("page")

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(fetch())



asyncio.run(main())
""",
    runs_on=">=3.11",
    wrong=(
        Wrong("ignoring the log line", "the error that it reports was handled by nobody"),
        Wrong("__aenter__() and __aexit__() by hand",
              "must be called by one and the same task, whatever happens"),
    ),
    fixes=(
        "async with, in one function of one task; for a service, a task that only holds the group open.",
        "No yield inside the block of a group, except in an async context manager that one task enters "
        "and leaves.",
    ),
    scenarios=("taskgroup-first-error", "generator-taskgroup"),
    related=("taskgroup-closed", "cancel-scope", "generator-not-closed"),
)
