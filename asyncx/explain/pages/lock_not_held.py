"""Releases of what is not held."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="Something was released that was not held, or more often than it was taken",
    says=(
        Says("Lock is not acquired", "RuntimeError"),
        Says("cannot wait on un-acquired lock", "RuntimeError"),
        Says("cannot notify on un-acquired lock", "RuntimeError"),
        Says("BoundedSemaphore released too many times", "ValueError"),
        Says("task_done() called too many times", "ValueError"),
    ),
    unless=(
        'threading.py", line {1}, in wait', 'threading.py", line {1}, in notify',
        '/queue.py", line {1}, in task_done',
    ),
    happened=(
        "asyncio's Lock has no owner: any task can release it, also while another one is inside. The one "
        "that finds it free then gets the error, and it is often not the one to blame. Condition.wait() "
        "and notify() need the lock; a semaphore and task_done() count, and the count went below where it "
        "began.",
    ),
    when=(
        When("another task has released it", "", "lock-no-owner", "in these words", "Lock is not acquired."),
        When("and two were inside at once", "", "lock-no-owner", "who is inside",
             ["worker 1 in", "worker 2 in", "worker 1 out", "worker 2 out"]),
        When("task_done() once too often", "", "queue-join-needs-task_done", "the queue is empty",
             ["one call too many: ValueError", "items left: 0"]),
    ),
    fails="""
import asyncio

async def main():
    ready = asyncio.Condition()
    await ready.wait()


asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    ready = asyncio.Condition()
    async with ready:
        ready.notify_all()

asyncio.run(main())
""",
    wrong=(
        Wrong("if lock.locked(): lock.release()", "perhaps another task holds it; now two are inside"),
        Wrong("acquire() inside the try", "a cancelled acquire() has nothing to release"),
    ),
    fixes=(
        "async with lock, semaphore or condition; never acquire() and release() by hand.",
        "By hand: acquire() before the try, release() in its finally.",
        "task_done() once for each get(), in a finally.",
    ),
    scenarios=(
        "lock-no-owner", "lock-first-come", "queue-join-needs-task_done", "lock-waiter-cancelled",
        "condition-wait_for",
    ),
    related=("deadlock", "different-loop", "queue-refused"),
)
