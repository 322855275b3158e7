"""Tasks left over at the end."""

from __future__ import annotations

from ..page import Page, When, Wrong

PAGE = Page(
    title="A task was left over when its program, or its timeout, ended",
    findings=("task-leaked",),
    picture="task-leaked",
    happened=(
        "Nobody awaited the task. When main() returns, asyncio.run() cancels what is left, waits for the "
        "cleanup and says nothing: work that looked started is stopped half-way, at a moment that nobody "
        "chose.",
        "A task started inside a coroutine that is then cancelled or times out goes on in the same way.",
    ),
    when=(
        When("the end of asyncio.run() cancels it", "", "task-leaked", "who asked for that",
             ["_cancel_all_tasks"]),
        When("without a word", "", "task-leaked", "what asyncio says about it", []),
        When("one made inside wait_for() outlives the timeout", "", "wait_for-child-survives", "refresh",
             "returned"),
        When("shield() does not protect it from the end of run()", "", "shield-at-exit", "save", "cancelled"),
    ),
    works="""
import asyncio

async def save():
    await asyncio.sleep(0.01)
    print("saved")

async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(save())

asyncio.run(main())
""",
    runs_on=">=3.11",
    wrong=(
        Wrong("asyncio.sleep() at the end of main()", "long enough today, too short under load"),
        Wrong("asyncio.shield()", "protects from the caller's cancellation, not from the end of the run"),
    ),
    fixes=(
        "An asyncio.TaskGroup {>=3.11: taskgroup-first-error}: its block ends when its tasks have.",
        "Await the task, or gather() the ones you keep in a list.",
        "A task that is meant to run as long as the program: cancel it and await it before main() returns.",
    ),
    scenarios=(
        "task-leaked", "wait_for-child-survives", "shield-at-exit", "run-leftover-refuses",
        "run-leftover-first-step", "gather-not-awaited",
    ),
    related=("task-destroyed", "error-never-retrieved"),
)
