"""Errors of tasks and futures that nobody asked for."""

from __future__ import annotations

from ..page import SIGN, Page, Says, When, Wrong

PAGE = Page(
    title="A task or a future failed, and nobody looked before it was freed",
    says=(
        Says("Task exception was never retrieved", "log"),
        Says("Future exception was never retrieved", "log"),
        Says("^exception was never retrieved", "log"),
    ),
    weight=SIGN,
    findings=("error-lost",),
    picture="task-lost-error",
    happened=(
        "An exception in a task stays in the task until somebody awaits it. This is logged when the task "
        "is garbage-collected, so it comes late: while a variable, a list or a set holds the task, not at "
        "all.",
        "A bare future says it, too: set_exception() by a protocol or an executor after its waiter had "
        "given up. The traceback below the message is that of the real error.",
    ),
    when=(
        When("the report comes when the last reference goes", "", "task-lost-error", "the report comes after",
             ["100 ms later: silence", "reported: Task exception was never retrieved",
              "the reference is gone"]),
        When("asyncio.wait() retrieves nothing", "", "wait-never-raises", "the loop reports",
             ["Task exception was never retrieved"]),
        When("gather()'s second error is lost without any report", "", "gather-lost-error",
             "logged, and warned about", []),
        When("left over in wait_for() when the cleanup fails", "<3.9", "wait_for-other-error", "reported",
             ["Task exception was never retrieved"]),
        When("an error behind a shield() whose caller is gone", "", "shield-lost-error", "reported",
             ["Task exception was never retrieved"]),
    ),
    fails="""
import asyncio

async def save():
    raise OSError("disk full")

async def main():
    asyncio.create_task(save())
    await asyncio.sleep(0.01)

asyncio.run(main())
""",
    works="""
import asyncio

async def save():
    raise OSError("disk full")

async def main():
    task = asyncio.create_task(save())
    try:
        await task
    except OSError as error:
        print("not saved:", error)

asyncio.run(main())
""",
    wrong=(
        Wrong("a callback that calls task.exception()", "marks it as seen; the error is gone for good"),
        Wrong("except Exception: pass in the task", "the same, earlier"),
        Wrong("longer timeouts", "the error is another one: read the traceback below the message"),
    ),
    fixes=(
        "Await the task where its failure matters.",
        "Use an asyncio.TaskGroup {>=3.11: taskgroup-first-error}: its block raises what its tasks raise.",
        "For background work, a done-callback that logs at once: if not task.cancelled() and "
        "task.exception().",
        "For a future of your own: if not future.done(): future.set_exception(error).",
    ),
    scenarios=(
        "task-lost-error", "gather-lost-error", "wait-never-raises", "as_completed-leftovers",
        "shield-lost-error", "task-crash-exit-code", "gather-cancel-returns",
    ),
    related=("task-destroyed", "gather-never-retrieved", "callback-failed"),
)
