"""Timeouts and groups outside any task."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A timeout or a task group was entered by code that does not run in a task",
    says=(
        Says("Timeout should be used inside a task", "RuntimeError"),
        Says("Timeout context manager should be used inside a task", "RuntimeError (aiohttp, async-timeout)"),
        Says("TaskGroup {<TaskGroup>} cannot determine the parent task", "RuntimeError"),
    ),
    happened=(
        "A deadline works by cancelling the task that it is in, so there must be one: current_task() of "
        "the loop that runs. A coroutine that is driven by hand, by a greenlet, by another framework or "
        "by a synchronous test runner is in no task.",
        "aiohttp says it, too, when its session belongs to another loop than the one that runs. Then it "
        "is the fault of different-loop under another name.",
    ),
    when=(
        When("timeout() in a callback", ">=3.11", "timeout-misuse", "in a callback",
             "Timeout should be used inside a task"),
        When("TaskGroup outside a task", ">=3.11", "taskgroup-misuse", "outside a task",
             "TaskGroup <TaskGroup> cannot determine the parent task"),
    ),
    fails="""
import asyncio

async def fetch():
    async with asyncio.timeout(1):
        pass

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(fetch().send, None)
    await asyncio.sleep(0)

asyncio.run(main())
""",
    works="""
import asyncio

async def fetch():
    async with asyncio.timeout(1):
        pass

async def main():
    await fetch()

asyncio.run(main())
""",
    runs_on=">=3.11",
    wrong=(
        Wrong("passing loop= to the session",
              "gone from most libraries; the session must be made in the loop"),
        Wrong("ensure_future() here and there", "gives that one call a task; the session's loop stays wrong"),
        Wrong("timeout=None", "the next await that needs a task fails"),
    ),
    fixes=(
        "Drive coroutines by await, create_task() or asyncio.run() alone.",
        "Make the session inside the coroutine that uses it: async with ClientSession() as session.",
        "One loop for the session's whole life; from other threads run_coroutine_threadsafe().",
    ),
    scenarios=(
        "timeout-misuse", "taskgroup-misuse", "current_task-callback", "timeout-translated",
        "taskgroup-first-error",
    ),
    related=("different-loop", "no-running-loop"),
)
