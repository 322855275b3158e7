"""Where a coroutine was wanted, and something else came."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="Something that is no coroutine, or cannot be awaited at all, was given to asyncio",
    says=(
        Says("a coroutine was expected, got {<function main at 0x…>}", "ValueError, TypeError"),
        Says("An asyncio.Future, a coroutine or an awaitable is required", "TypeError"),
        Says("A coroutine object is required", "TypeError"),
        Says("object {NoneType} can't be used in 'await' expression", "TypeError"),
        Says("'{int}' object can't be awaited", "TypeError"),
        Says("expects an iterable of awaitables, not {Task}", "TypeError"),
        Says("expect an iterable of futures, not {Task}", "TypeError"),
        Says("object {int} can't be used in 'await' expression", "TypeError"),
        Says("unhashable type: 'list'", "TypeError", ("in gather", "asyncio.gather(")),
    ),
    happened=(
        "Mostly two brackets or one word are missing: asyncio.run(main) for run(main()), def main() for "
        "async def main(), gather(tasks) for gather(*tasks), or await before a function that is not async.",
        "A task or a future is no coroutine: what has been scheduled already needs await, not "
        "create_task().",
    ),
    asked="What does asyncio.run() say to something else?",
    when=(
        When("ValueError: a coroutine was expected, got …", "<3.14", "run-not-a-coroutine", "it says",
             "a coroutine was expected, got None"),
        When("TypeError: … or an awaitable is required", ">=3.14", "run-not-a-coroutine", "it says",
             "An asyncio.Future, a coroutine or an awaitable is required"),
        When("a task in its place is taken", ">=3.14", "run-awaitable", "asyncio.run(job)", "run(job): done"),
        When("a plain generator runs", "<3.12", "run-generator", "a plain generator", "plain: ran"),
        When("create_task() of a future: TypeError", "", "create_task-coroutines-only", "a future",
             "future: TypeError"),
    ),
    fails="""
import asyncio

async def main():
    print("hello")

asyncio.run(main)
""",
    works="""
import asyncio

async def main():
    print("hello")

asyncio.run(main())
""",
    wrong=(
        Wrong("wrapping it in ensure_future()", "takes no ordinary value either"),
    ),
    fixes=(
        "Call the function: asyncio.run(main()), create_task(fetch()).",
        "gather(*tasks), with the star.",
        "No await before an ordinary function; one that blocks goes to await asyncio.to_thread(function).",
        "For a future: await it. A task group's or create_task()'s argument must be a coroutine.",
    ),
    scenarios=(
        "run-not-a-coroutine", "run-awaitable", "wait_for-not-awaitable", "gather-list",
        "create_task-coroutines-only", "run-generator", "run-future",
    ),
    related=("coroutine-as-value", "wait-refused", "never-awaited"),
)
