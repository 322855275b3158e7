"""Futures, locks and connections that meet a loop that is not theirs."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="An object that belongs to one event loop was awaited under another",
    says=(
        Says("Task {<Task …>} got Future {<Future pending>} attached to a different loop", "RuntimeError"),
        Says("{<asyncio.locks.Lock object at … [locked]>} is bound to a different event loop",
             "RuntimeError"),
        Says("The future belongs to a different loop than the one specified as the loop argument",
             "ValueError"),
        Says("attached to a different loop"),
        Says("loop argument must agree with lock", "ValueError"),
    ),
    findings=("wrong-loop",),
    picture="loop-different",
    happened=(
        "A future can wake only tasks of its own loop, and locks, queues, connections and clients are "
        "made of futures. Under another loop the task would sleep for ever, so asyncio refuses at the "
        "await.",
        "Without a need to wait nobody looks: a lock that is free, or a future that is done, works under "
        "any loop. So the fault comes and goes with the load.",
    ),
    asked="When does an object pick its loop?",
    when=(
        When("Lock, Event, Condition, Queue: when it is made", "<3.10", "loop-different", "first run",
             "first run: RuntimeError"),
        When("the same: the first time somebody must wait", ">=3.10", "loop-different", "first run",
             "first run: fine"),
        When("so in the second asyncio.run() it fails", "", "loop-different", "second run",
             "second run: RuntimeError"),
        When("Task, Future: when it is made", "", "future-other-loop",
             "it says 'attached to a different loop'", True),
    ),
    fails="""
import asyncio

lock = asyncio.Lock()

async def use():
    async with lock:
        await asyncio.sleep(0.01)

async def main():
    await asyncio.gather(use(), use())

asyncio.run(main())
asyncio.run(main())
""",
    works="""
import asyncio

async def use(lock):
    async with lock:
        await asyncio.sleep(0.01)

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(use(lock), use(lock))

asyncio.run(main())
asyncio.run(main())
""",
    wrong=(
        Wrong("nest_asyncio.apply()", "lets loops run inside each other; the object still has the other one"),
        Wrong("get_event_loop().run_until_complete() for run()", "works by using one loop for ever; it "
              "has no loop to get in a thread, and none in the main thread {>=3.14: "
              "get_event_loop-main-thread: it says}"),
        Wrong("loop=loop", "taken away {>=3.10: wait-loop-argument: warnings}; it only moved the fault"),
        Wrong("making the object again after the error", "whoever waits on the old one still waits"),
    ),
    fixes=(
        "One asyncio.run() for the whole program, and everything is awaited inside it.",
        "Make locks, queues, sessions, clients and pools inside the coroutine that uses them, not at "
        "import.",
        "In tests, give the fixture and the test one loop (pytest-asyncio: loop_scope).",
        "From another thread, send the work to the loop that owns the object: "
        "asyncio.run_coroutine_threadsafe(coro, loop).",
    ),
    scenarios=("loop-different", "future-other-loop", "future-other-loop-waited", "lock-made-in-thread"),
    related=("not-thread-safe", "no-running-loop", "loop-closed", "pytest-loop-scope"),
)
