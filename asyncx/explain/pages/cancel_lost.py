"""Requests to stop that never arrive."""

from __future__ import annotations

from ..page import Page, When, Wrong

PAGE = Page(
    title="A cancellation was asked for, and never arrived where it was meant",
    findings=("cancel-lost",),
    happened=(
        "Between cancel() and the next step of the task something else took the request: the awaited task "
        "refused it, so the waiting one was spared; a wait_for() that had its result kept that and "
        "dropped the cancel; or the task returned before it suspended again.",
    ),
    when=(
        When("the awaited task refuses: the outer one escapes", "", "cancel-refused", "delivered to outer",
             0),
        When("a result that meets the cancel in wait_for(): the cancel is lost", "<3.12",
             "wait_for-cancel-race", "waiter swallowed it", True),
        When("the task returns first: cancelled, its result is lost", "", "cancel-pending-return", "its task",
             "cancelled"),
    ),
    works="""
import asyncio

async def job():
    await asyncio.sleep(1)

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0)
    while not task.done():
        task.cancel()
        await asyncio.wait([task], timeout=0.1)

asyncio.run(main())
""",
    wrong=(
        Wrong("a second cancel() a moment later", "arrives in the middle of the next piece of work"),
        Wrong("trusting the True of cancel()", "it says that the request was noted, not that it arrived"),
    ),
    fixes=(
        "Look at what the task did, not at what cancel() returned: await asyncio.wait([task]), then "
        "task.cancelled().",
        "Cleanup code must raise CancelledError again when it is done.",
        "For stopping in an orderly way, a flag or an asyncio.Event that the task looks at between two "
        "pieces of work.",
    ),
    scenarios=(
        "cancel-refused", "wait_for-cancel-race", "wait_for-cancel-lost", "cancel-after-result",
        "uncancel-pending",
    ),
    related=("cancel-swallowed", "cancel-late", "cancelled"),
)
