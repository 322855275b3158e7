"""A future that is done already."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A result was set on a future that was done, cancelled, or somebody else's",
    says=(
        Says("InvalidStateError: invalid state", "InvalidStateError"),
        Says("asyncio.exceptions.InvalidStateError: {FINISHED}: <{Future finished}>", "InvalidStateError"),
        Says("asyncio.exceptions.InvalidStateError$", "InvalidStateError"),
        Says("Task does not support set_result operation", "RuntimeError"),
        Says("Task does not support set_exception operation", "RuntimeError"),
        Says("_step(): already done: {<Task …>}", "InvalidStateError"),
        Says("__step(): already done: {<Task …>}", "InvalidStateError"),
        Says("Future object is not initialized", "RuntimeError"),
        Says("{Future} object is already initialized", "RuntimeError"),
    ),
    findings=("future-set-twice",),
    happened=(
        "A future gets its result once. The second one comes from a reply that arrives twice, from a "
        "timeout and a reply that meet, or after the waiter was cancelled: that cancels the future it "
        "waits for, and whoever has the answer finds it done. A task's result is what its coroutine "
        "returns; nobody can set it.",
    ),
    when=(
        When("set twice, and set after cancel()", "", "future-states", "settled again",
             ["twice: InvalidStateError invalid state", "cancelled: InvalidStateError invalid state"]),
        When("Task.set_result()", "", "future-states", "Task.set_result()",
             "RuntimeError Task does not support set_result operation"),
        When("__init__() of a future again: RuntimeError", ">=3.15", "future-init-twice", "after __init__()",
             "RuntimeError"),
    ),
    fails="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    answer = loop.create_future()
    answer.cancel()
    answer.set_result("too late")

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    answer = loop.create_future()
    answer.cancel()
    if not answer.done():
        answer.set_result("in time")

asyncio.run(main())
""",
    wrong=(
        Wrong("except InvalidStateError: pass", "also hides a second answer that is another one"),
        Wrong("if not answer.cancelled()", "a future that is done with a result raises, too"),
    ),
    fixes=(
        "if not answer.done(): answer.set_result(value). No await between the two.",
        "Forget the future when its waiter is gone: remove it from the table of open requests in a "
        "finally.",
        "From a thread: loop.call_soon_threadsafe(), with the test inside the callback.",
    ),
    scenarios=("future-states", "future-init-twice", "set_result-thread-debug"),
    related=("result-not-set", "not-thread-safe", "cancel-late"),
)
