"""Requests to stop that a task does not follow."""

from __future__ import annotations

from ..page import Page, When, Wrong

PAGE = Page(
    title="A task caught its CancelledError and went on",
    findings=("cancel-swallowed",),
    picture="cancel-swallowed",
    happened=(
        "cancel() returned True and the error arrived, but an except clause kept it. The task goes on as "
        "if nobody had asked, a timeout around it may not raise, and asyncio.run() waits for it at the "
        "end as long as it likes: it asks only once.",
    ),
    when=(
        When("the task ends as if nothing had been asked", "", "cancel-swallowed", "printed",
             ["cancel() returned True", "cancelled() is False"]),
        When("asyncio.run() waits for it without limit", "", "run-leftover-refuses", "worker", "returned"),
        When("wait_for() returns the late value, no TimeoutError", ">=3.9", "wait_for-swallowed", "wait_for",
             "returned"),
        When("timeout() ends without an error", ">=3.11", "timeout-swallowed", "main", "returned"),
    ),
    works="""
import asyncio

async def job():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("closing")
        raise

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()

asyncio.run(main())
""",
    wrong=(
        Wrong("cancel() again and again", "each one is caught in the same place"),
        Wrong("asking cancelled() whether it was asked", "it says how the task ended: False"),
    ),
    fixes=(
        "Put the cleanup into finally, and let the error go on; or end the except clause with raise.",
        "Replace bare except and except BaseException around an await by except Exception.",
        "In a retry loop, catch what can be retried: except (OSError, TimeoutError).",
    ),
    scenarios=(
        "cancel-swallowed", "wait_for-swallowed", "timeout-swallowed", "run-leftover-refuses",
        "cancel-refused", "aexit-swallows", "cancelling-counts", "ctrl-c-swallowed",
        "taskgroup-stale-cancel",
    ),
    related=("cancelled", "cancel-lost", "timeout-error"),
)
