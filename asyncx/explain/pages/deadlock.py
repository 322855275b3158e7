"""Waits that nothing can end."""

from __future__ import annotations

from ..page import Page, When, Wrong

PAGE = Page(
    title="Tasks wait for each other, or for something that nobody will ever do",
    findings=("deadlock", "task-stuck", "lock-orphaned"),
    picture="lock-deadlock",
    happened=(
        "Two tasks take two locks in opposite order; a task takes a lock twice, or waits in result() for "
        "what only its own thread could do; the producer of a queue has died; the task that held the lock, "
        "or a place of a semaphore, has ended. asyncio cannot see any of this: the loop sleeps, and no "
        "message comes.",
    ),
    when=(
        When("two locks in opposite order", "", "lock-deadlock", "the program", "deadlock"),
        When("a Lock taken twice by one task", "", "lock-not-reentrant", "the program", "deadlock"),
        When("get() when the producer has failed", "", "queue-no-producer", "the program", "deadlock"),
        When("result() in the loop's own thread", "", "run_coroutine_threadsafe-deadlock", "the program",
             "deadlock"),
        When("two tasks that await each other", "", "await-cycle", "the program", "deadlock"),
        When("join() when an item was never marked as done", "", "queue-join-needs-task_done", "the program",
             "deadlock"),
    ),
    works="""
import asyncio

async def transfer(first, second):
    one, two = sorted((first, second), key=id)
    async with one:
        await asyncio.sleep(0.01)
        async with two:
            print("moved")

async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(
        transfer(a, b), transfer(b, a))

asyncio.run(main())
""",
    wrong=(
        Wrong("a timeout around everything",
              "turns a hang into a failure every so often; the circle is still there"),
        Wrong("a reentrant lock", "there is none in asyncio, and two tasks would still block each other"),
    ),
    fixes=(
        "Take several locks in one order, everywhere; or one lock for both.",
        "async with, so that no task can end with the lock, or a place of a semaphore, in its hand.",
        "Await producers and consumers together: a group, or gather(), so that a failure reaches the "
        "other side.",
        "From a coroutine await asyncio.wrap_future(future), never future.result().",
    ),
    scenarios=(
        "lock-deadlock", "lock-not-reentrant", "queue-no-producer", "run_coroutine_threadsafe-deadlock",
        "await-cycle", "queue-join-needs-task_done", "condition-notify-lost", "taskgroup-eager-hangs",
    ),
    related=("lock-not-held", "task-awaits-itself", "loop-blocked"),
)
