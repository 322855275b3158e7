"""Groups before and after their block."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A task group or a timeout was used outside its block, or entered twice",
    says=(
        Says("TaskGroup {<TaskGroup>} has not been entered", "RuntimeError"),
        Says("TaskGroup {<TaskGroup>} is finished", "RuntimeError"),
        Says("TaskGroup {<TaskGroup errors=1 cancelling>} is shutting down", "RuntimeError"),
        Says("TaskGroup {<TaskGroup>} has already been entered", "RuntimeError"),
        Says("Timeout has already been entered", "RuntimeError"),
        Says("Timeout has not been entered", "RuntimeError"),
        Says("Cannot change state of {expired} Timeout", "RuntimeError"),
    ),
    happened=(
        "A group takes tasks only while its async with block runs or waits for its tasks. Before that "
        "nobody would wait for them, afterwards nobody does; while it is shutting down one of its tasks "
        "has failed and the rest are being cancelled. The coroutine that was passed is never run.",
        "The same object serves for one block only.",
    ),
    when=(
        When("entered a second time", ">=3.11", "taskgroup-misuse", "a second time",
             "TaskGroup <TaskGroup entered> has already been entered"),
        When("timeout() entered a second time", ">=3.11", "timeout-misuse", "entered again",
             "Timeout has already been entered"),
    ),
    fails="""
import asyncio

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(0))
    group.create_task(asyncio.sleep(0))

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(0))
        group.create_task(asyncio.sleep(0))

asyncio.run(main())
""",
    runs_on=">=3.11",
    wrong=(
        Wrong("catching it and trying again", "a group never opens again"),
        Wrong("asyncio.create_task() in its place",
              "runs, but nobody waits for it, and nobody hears its error"),
    ),
    fixes=(
        "Make tasks inside the block; tasks of the group may do so, too, as long as one of them runs.",
        "Take 'is shutting down' for a cancellation: stop, and let the group raise its error.",
        "For tasks that come at any time, keep one group open around the whole service.",
    ),
    scenarios=("taskgroup-misuse", "taskgroup-grows", "timeout-misuse", "taskgroup-first-error"),
    related=("taskgroup-errors", "taskgroup-orphan", "never-awaited"),
)
