"""A task in a circle of one."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A task awaits itself",
    says=(
        Says("Task cannot await on itself: {<Task …>}", "RuntimeError"),
    ),
    happened=(
        "The task would wait for its own end. Usually it found itself in a collection: all_tasks() has "
        "the running one, too, and a shared attribute such as self.task can hold the one that looks at it.",
        "asyncio sees this circle only when it is direct. Through gather(), or by way of a second task, "
        "it is a silent deadlock.",
    ),
    when=(
        When("a task that awaits itself", "", "await-cycle", "the one that awaits itself", "RuntimeError"),
        When("one that gathers itself hangs", "", "await-cycle", "the one that gathers itself",
             "never ended"),
    ),
    fails="""
import asyncio

async def main():
    for task in asyncio.all_tasks():
        await task

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    mine = asyncio.current_task()
    for task in asyncio.all_tasks() - {mine}:
        await task

asyncio.run(main())
""",
    wrong=(
        Wrong("gather(*all_tasks())", "the same circle, but asyncio does not see it: it hangs"),
        Wrong("shield()", "waits for the same task"),
    ),
    fixes=(
        "Leave the current task out: asyncio.all_tasks() - {asyncio.current_task()}.",
        "Await only the tasks that you have made and kept; all_tasks() has those of libraries, too.",
        "A method that stops its own worker must not await it from inside the worker.",
    ),
    scenarios=("await-cycle",),
    related=("deadlock", "cancelled"),
)
