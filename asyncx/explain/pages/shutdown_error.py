"""Errors during the end of asyncio.run()."""

from __future__ import annotations

from ..page import SIGN, Page, Says, When, Wrong

PAGE = Page(
    title="A task that was left over failed while asyncio.run() was cancelling it",
    says=(
        Says("unhandled exception during asyncio.run() shutdown", "log"),
    ),
    weight=SIGN,
    happened=(
        "main() was done, or had failed. asyncio.run() then cancels all other tasks and waits for them; "
        "one of them raised another error instead of CancelledError. It cannot come out of run(), whose "
        "result is main()'s.",
    ),
    when=(
        When("the error goes to the loop's handler", "", "run-leftover-error", "told to the loop's handler",
             ["unhandled exception during asyncio.run() shutdown"]),
        When("run() returns main()'s value all the same", "", "run-leftover-error", "printed",
             ["main's value"]),
    ),
    fails="""
import asyncio

async def worker():
    try:
        await asyncio.sleep(1)
    finally:
        raise OSError("cannot close")

async def main():
    asyncio.create_task(worker())
    await asyncio.sleep(0)

asyncio.run(main())
""",
    works="""
import asyncio

async def worker():
    try:
        await asyncio.sleep(1)
    finally:
        print("closed")

async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])

asyncio.run(main())
""",
    wrong=(
        Wrong("try around asyncio.run()", "the error does not come out of it"),
        Wrong("except BaseException in the worker", "then it refuses to stop, and run() waits"),
    ),
    fixes=(
        "Mend the cleanup: the traceback below the line is its own.",
        "Stop your background tasks in main(), and await them there, where you can handle what they raise.",
    ),
    scenarios=("run-leftover-error", "run-cleanup-order", "run-main-raises", "generator-close-error"),
    related=("task-leaked", "error-never-retrieved"),
)
