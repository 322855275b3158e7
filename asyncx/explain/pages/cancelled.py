"""CancelledError, seen at all."""

from __future__ import annotations

from ..page import COURSE, Page, Says, When, Wrong

PAGE = Page(
    title="Somebody asked this task to stop, or what it waited for was cancelled",
    says=(
        Says("CancelledError", "asyncio.CancelledError"),
        Says("concurrent.futures.CancelledError", "concurrent.futures.CancelledError"),
    ),
    weight=COURSE,
    unless=("twisted.internet.defer.CancelledError",),
    happened=(
        "cancel() is a request: at its next await the task gets a CancelledError, cleans up, and lets the "
        "error go on. It comes from your own cancel(), a timeout, a task group whose other task failed, "
        "the end of asyncio.run(), Ctrl-C, or a framework whose client has gone.",
        "It also comes out of the await of a task that was cancelled; then nobody has cancelled you.",
    ),
    when=(
        When("a task cancelled before its first step never runs", "", "cancel-before-start", "printed",
             ["main saw CancelledError"]),
        When("two tasks that await one future: both are cancelled", "", "cancel-shared", "second",
             "cancelled"),
        When("a cancelled child of gather(): the caller gets it", "", "gather-child-cancelled",
             "cancels of main", 0),
        When("the message of cancel() reaches whoever awaits", ">=3.11", "cancel-message", "seen by",
             ["job: ('shutdown',)", "main: ('shutdown',)", "main again: ()"]),
    ),
    fails="""
import asyncio

async def main():
    task = asyncio.create_task(
        asyncio.sleep(1))
    await asyncio.sleep(0)
    task.cancel()
    await task

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    task = asyncio.create_task(
        asyncio.sleep(1))
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])

asyncio.run(main())
""",
    wrong=(
        Wrong("except BaseException, or a bare except", "swallows it: the task goes on, whoever asked waits"),
        Wrong("except CancelledError: pass", "the same; raise again after the cleanup"),
        Wrong("shield() around everything",
              "protects the inner task; the one that awaits is cancelled all the same"),
    ),
    fixes=(
        "To find who asked, give each cancel() a message: task.cancel('shutting down'). The error carries "
        "it into the task {>=3.9: cancel-message: the program}.",
        "Clean up in finally, or in except CancelledError with raise at its end.",
        "When you await a task that you have cancelled yourself, use await asyncio.wait([task]).",
        "For work that others wait for, too: await asyncio.shield(task).",
    ),
    scenarios=(
        "cancel-before-start", "cancel-shared", "cancel-message", "gather-child-cancelled",
        "cancel-awaited-task", "shield-cancelled", "gather-caller-cancelled", "cancel-self",
        "cancelled-error-raised", "cancel-while-blocked", "cancel-messages-two", "cancel-message-lost",
        "wait_for-self-cancel", "wait_for-cancelled", "shield-inner-cancelled", "eager-cancel",
        "taskgroup-child-cancelled",
    ),
    related=("cancel-swallowed", "timeout-error", "cleanup-interrupted"),
)
