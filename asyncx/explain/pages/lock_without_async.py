"""with where async with belongs."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="with was written where async with is needed",
    says=(
        Says("'Lock' object does not support the context manager protocol", "TypeError"),
        Says("'{asyncio.locks.Lock}' object does not support the context manager protocol (missed "
             "__exit__ method) but it supports the asynchronous context manager protocol", "TypeError"),
        Says("'with await lock' is deprecated use 'async with lock' instead", "DeprecationWarning"),
        Says('"yield from" should be used as context manager expression', "RuntimeError"),
        Says("'with (yield from lock)' is deprecated use 'async with lock' instead", "DeprecationWarning"),
        Says("'Semaphore' object does not support the context manager protocol", "TypeError"),
        Says("'BoundedSemaphore' object does not support the context manager protocol", "TypeError"),
        Says("'Condition' object does not support the context manager protocol", "TypeError"),
        Says("'TaskGroup' object does not support the context manager protocol", "TypeError"),
        Says("'Timeout' object does not support the context manager protocol", "TypeError"),
    ),
    happened=(
        "Taking a lock may have to wait, and leaving a task group always does; only async with can wait. "
        "The words of the refusal are others in nearly every version, and some of them name only a "
        "missing __enter__.",
    ),
    asked="What does a plain with say?",
    when=(
        When("RuntimeError", "<3.9", "lock-with", "with lock", "RuntimeError"),
        When("AttributeError: __enter__", ">=3.9,<3.11", "lock-with", "with lock", "AttributeError"),
        When("TypeError", ">=3.11", "lock-with", "with lock", "TypeError"),
        When("it names async with", ">=3.14", "lock-with", "it names the cure", "hint: True"),
    ),
    fails="""
import asyncio

async def main():
    lock = asyncio.Lock()
    with lock:
        print("inside")

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    lock = asyncio.Lock()
    async with lock:
        print("inside")

asyncio.run(main())
""",
    runs_on=">=3.11",
    wrong=(
        Wrong("a threading.Lock in its place",
              "holds the loop while it waits, and a task that holds it can never go on"),
        Wrong("lock.acquire() without await", "makes a coroutine and takes nothing"),
    ),
    fixes=(
        "async with lock, semaphore, condition, TaskGroup() or timeout(), inside an async function.",
        "In an ordinary function there is no way to wait for an asyncio lock: make the function async.",
    ),
    scenarios=("lock-with", "taskgroup-misuse"),
    related=("lock-not-held", "never-awaited"),
)
