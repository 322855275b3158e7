"""Results that a late cancellation throws away."""

from __future__ import annotations

from ..page import Page, When, Wrong

PAGE = Page(
    title="A finished result was thrown away by a cancellation or a timeout that came after it",
    findings=("cancel-late", "queue-item-lost"),
    happened=(
        "What was awaited is done, but the task that waits has not had its next step yet. A cancel() in "
        "that gap wins: the task gets CancelledError, and the result goes nowhere. For a connection from "
        "a pool, an item from a queue or a received message that means: lost.",
    ),
    when=(
        When("wait_for() gives up the result", ">=3.12", "wait_for-cancel-race", "waiter", "cancelled"),
        When("wait_for() keeps the result, and drops the cancel", "<3.12", "wait_for-cancel-race", "waiter",
             "returned"),
        When("in time, but the loop was held past the deadline", ">=3.12", "wait_for-result-lost",
             "reader's error", "TimeoutError"),
        When("a task that returns with a cancel pending", "", "cancel-pending-return", "the coroutine",
             "returned"),
        When("an item that get() has taken is lost", ">=3.12", "queue-item-lost", "reader", "cancelled"),
        When("an item of a consumer that failed: join() waits for it for ever", "",
             "queue-join-needs-task_done", "the program", "deadlock"),
    ),
    works="""
import asyncio

async def main():
    queue = asyncio.Queue()
    getter = asyncio.create_task(queue.get())
    done, _ = await asyncio.wait(
        [getter], timeout=0.01)
    if not done:
        await queue.put("late")
        print(await getter)

asyncio.run(main())
""",
    wrong=(
        Wrong("a longer timeout", "makes the gap rarer, not smaller"),
        Wrong("shield(queue.get())", "the get goes on alone, and its item has no owner at all"),
    ),
    fixes=(
        "Keep the task that fetches, wait with asyncio.wait(timeout=...), which cancels nothing, and ask "
        "again later.",
        "Make what is fetched safe to lose: put the item back, or hand the connection over, in a finally.",
        "await queue.get() itself, which is safe to cancel; and task_done() in a finally.",
        "asyncio.timeout() around the whole step {>=3.11: timeout-translated}, not around the get alone.",
    ),
    scenarios=(
        "wait_for-cancel-race", "wait_for-result-lost", "cancel-pending-return", "cancel-after-result",
        "queue-item-lost", "queue-join-needs-task_done", "as_completed-item-lost", "wait-deadline",
    ),
    related=("cancel-lost", "timeout-error", "deadlock", "connection-leaked"),
)
