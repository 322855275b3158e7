"""StopIteration where coroutines are."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="StopIteration was raised where it would end a coroutine instead of a loop",
    says=(
        Says("StopIteration interacts badly with generators and cannot be raised into a Future", "TypeError"),
        Says("coroutine raised StopIteration", "RuntimeError"),
        Says("async generator raised StopIteration", "RuntimeError"),
        Says("async generator raised StopAsyncIteration", "RuntimeError"),
    ),
    happened=(
        "Coroutines end by StopIteration inside, so one that you raise cannot be told from a return. It "
        "comes from a bare next() on an iterator that is empty, in the coroutine itself or in a function "
        "given to an executor, and is turned into another error.",
    ),
    when=(
        When("set_exception(StopIteration()): TypeError", "<3.13", "future-stopiteration", "StopIteration",
             "TypeError"),
        When("in an executor's function: the await never ends", "<3.13", "run_in_executor-stopiteration",
             "the await", ["nothing for a second"]),
        When("in an executor's function: RuntimeError", ">=3.13", "run_in_executor-stopiteration",
             "the await", ["RuntimeError from StopIteration"]),
    ),
    fails="""
import asyncio

async def main():
    print(next(iter([])))

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    print(next(iter([]), None))

asyncio.run(main())
""",
    wrong=(
        Wrong("except StopIteration around the await", "it has become a RuntimeError by then"),
    ),
    fixes=(
        "next(iterator, None), or a for loop.",
        "In a function for run_in_executor() or to_thread(), catch StopIteration and return something "
        "instead.",
    ),
    scenarios=("future-stopiteration", "run_in_executor-stopiteration"),
    related=("generator-busy", "future-set-twice"),
)
