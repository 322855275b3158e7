"""Cleanups that are cancelled in their turn."""

from __future__ import annotations

from ..page import Page, When, Wrong

PAGE = Page(
    title="A cleanup was interrupted by a second cancellation",
    findings=("cleanup-interrupted",),
    picture="cancel-twice",
    happened=(
        "A finally block that awaits can be cancelled like any other code. The first cancel began it, and "
        "a second one ended it at its await: a timeout around a task that is being stopped, an impatient "
        "shutdown, or Ctrl-C twice. What it was to release stays taken.",
    ),
    when=(
        When("the second cancel arrives in the finally", "", "cancel-twice", "delivered", 2),
        When("what came after its await is not done", "", "cancel-twice", "printed", ["closing"]),
    ),
    works="""
import asyncio

async def close():
    await asyncio.sleep(0.01)
    print("closed")

async def job():
    try:
        await asyncio.sleep(1)
    finally:
        closing = asyncio.create_task(close())
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await closing
            raise

async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait([task])

asyncio.run(main())
""",
    wrong=(
        Wrong("except CancelledError: pass around it", "then the task does not stop at all"),
        Wrong("await shield(close()) alone",
              "the closing goes on, but the finally block does not wait for it"),
    ),
    fixes=(
        "Release without awaiting where you can: writer.close(), connection.terminate(), lock.release().",
        "Else run the release as a task of its own, shield it, and wait for it even when you are "
        "cancelled again.",
        "Ask once, then wait: a shutdown that cancels every second cuts every cleanup short.",
    ),
    scenarios=("cancel-twice", "timeout-in-cleanup", "exitstack-cancelled", "condition-cancel-message"),
    related=("cancelled", "cancel-swallowed", "connection-leaked"),
)
