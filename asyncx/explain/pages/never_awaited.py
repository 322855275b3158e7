"""Coroutines that never run."""

from __future__ import annotations

from ..page import SIGN, Page, Says, When, Wrong

PAGE = Page(
    title="A coroutine was made by a call and then never run",
    says=(
        Says("coroutine '{main}' was never awaited", "RuntimeWarning"),
        Says("{<CoroWrapper main()>} was never yielded from", "log"),
    ),
    weight=SIGN,
    findings=("never-awaited",),
    happened=(
        "Calling an async function runs nothing: it makes a coroutine, which runs when it is awaited or "
        "made a task. Python notices when the object is freed, so the line of the warning is where that "
        "happened, often sys:1, and not where the await is missing.",
        "When another error stands above it, that one is the cause: asyncio.run(main()) that was refused "
        "has made main() already.",
    ),
    when=(
        When("create_task() that raised", "", "create_task-no-loop", "the coroutine is lost",
             ["RuntimeWarning: coroutine 'child' was never awaited"]),
        When("asyncio.run() that raised", "", "run-nested", "warnings",
             ["RuntimeWarning: coroutine 'inner' was never awaited"]),
        When("wait() that is given a coroutine", ">=3.11", "wait-coroutines", "warnings",
             ["RuntimeWarning: coroutine 'fetch' was never awaited"]),
        When("the program goes on all the same", "", "coroutine-never-awaited", "the program", "returned"),
        When("wait_for(fetch(), 1) without await: also its inner coroutine", "", "wait_for-never-awaited",
             "main goes on", ["main goes on"]),
    ),
    fails="""
import asyncio

async def save():
    print("saved")

async def main():
    save()

asyncio.run(main())
""",
    works="""
import asyncio

async def save():
    print("saved")

async def main():
    await save()

asyncio.run(main())
""",
    wrong=(
        Wrong("filterwarnings('ignore')", "the work is still not done"),
        Wrong("coro.send(None), or coro.close()",
              "runs it without a loop as far as its first await, or not at all"),
        Wrong("asyncio.run(coro) on the spot", "is refused inside a running loop"),
    ),
    fixes=(
        "Write the await, or asyncio.create_task() with the task kept.",
        "Give async functions only to what awaits them: not to threads, schedulers, signal handlers, "
        "map(), or callbacks.",
        "To see where it was made: python -X tracemalloc=10, or asyncio's debug mode.",
    ),
    scenarios=(
        "coroutine-never-awaited", "wait_for-never-awaited", "create_task-no-loop", "run-nested",
        "wait-coroutines",
    ),
    related=("coroutine-as-callback", "coroutine-as-value", "loop-already-running"),
)
