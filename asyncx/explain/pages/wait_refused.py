"""What asyncio.wait() does not take."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="asyncio.wait() wants a collection of tasks that is not empty",
    says=(
        Says("Set of Tasks/Futures is empty", "ValueError"),
        Says("Set of coroutines/Futures is empty", "ValueError"),
        Says("Passing coroutines is forbidden, use tasks explicitly", "TypeError"),
        Says("The explicit passing of coroutine objects to asyncio.wait() is deprecated",
             "DeprecationWarning"),
        Says("expect a list of futures, not {Task}", "TypeError"),
        Says("Invalid return_when value: {ANY}", "ValueError"),
    ),
    happened=(
        "wait() answers which of these tasks are done, so it needs tasks that you can recognise in its "
        "answer. A coroutine would come back as a task that you have never seen, a single task is no "
        "collection, and for nothing there is nothing to wait for.",
    ),
    when=(
        When("coroutines: taken", "<3.11", "wait-coroutines", "what comes of it", ["in the done set: False"]),
        When("coroutines: TypeError", ">=3.11", "wait-coroutines", "what comes of it",
             ["TypeError: Passing coroutines is forbidden, use tasks explicitly."]),
        When("nothing: ValueError", "", "wait-empty", "wait raises", "ValueError"),
        When("… which gather() does not mind", "", "wait-empty", "gather returns", "[]"),
        When("one task: TypeError", "", "wait-one-task", "one task",
             "TypeError: expect a list of futures, not Task"),
        When("a generator of tasks: taken", ">=3.12", "wait-collection", "a generator", "generator: 2 done"),
    ),
    fails="""
import asyncio

async def main():
    waiting = set()
    await asyncio.wait(waiting)

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    waiting = set()
    if waiting:
        await asyncio.wait(waiting)

asyncio.run(main())
""",
    wrong=(
        Wrong("a dummy task in the set", "comes back in the answer, and is the first to be done"),
        Wrong("gather() instead, without a look",
              "raises the first error, and has neither timeout nor return_when"),
    ),
    fixes=(
        "Test for nothing to wait for: if tasks: await asyncio.wait(tasks).",
        "Make tasks first: tasks = [asyncio.create_task(f(x)) for x in xs].",
        "If all you want is that everything ends: asyncio.TaskGroup {>=3.11: taskgroup-first-error}, or "
        "gather().",
    ),
    scenarios=(
        "wait-empty", "wait-coroutines", "wait-one-task", "wait-strategies", "wait-two-sets",
        "wait-collection", "wait-first-exception",
    ),
    related=("not-awaitable", "error-never-retrieved"),
)
