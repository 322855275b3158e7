"""result() before there is one."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="The result of a task or a future was asked for before there was one",
    says=(
        Says("Result is not set", "InvalidStateError"),
        Says("Result is not ready", "InvalidStateError"),
        Says("Exception is not set", "InvalidStateError"),
    ),
    happened=(
        "result() and exception() of asyncio's futures do not wait; they belong to what is done. In a "
        "thread, result() of a concurrent.futures.Future does wait, and the two look alike.",
    ),
    when=(
        When("future and task alike", "", "future-states", "result() too early",
             ["future: InvalidStateError Result is not set.", "task: InvalidStateError Result is not set."]),
    ),
    fails="""
import asyncio

async def fetch():
    return "page"

async def main():
    task = asyncio.create_task(fetch())
    print(task.result())

asyncio.run(main())
""",
    works="""
import asyncio

async def fetch():
    return "page"

async def main():
    task = asyncio.create_task(fetch())
    print(await task)

asyncio.run(main())
""",
    wrong=(
        Wrong("while not task.done(): pass", "holds the loop, so the task can never be done"),
        Wrong("asyncio.sleep() before result()", "long enough today"),
    ),
    fixes=(
        "await task.",
        "result() where it is known to be done: in a done-callback, or for the done set of asyncio.wait().",
    ),
    scenarios=("future-states", "create_task-queued", "wait-never-raises"),
    related=("future-set-twice", "deadlock"),
)
