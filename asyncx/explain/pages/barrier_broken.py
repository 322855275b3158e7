"""Barriers that do not open."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A barrier was reset or aborted while tasks waited at it",
    says=(
        Says("BrokenBarrierError: Abort or reset of barrier", "BrokenBarrierError"),
        Says("BrokenBarrierError: Barrier aborted", "BrokenBarrierError"),
        Says("asyncio.exceptions.BrokenBarrierError", "BrokenBarrierError"),
    ),
    happened=(
        "A barrier opens when so many tasks wait at it. Somebody called abort() or reset() before that, "
        "and every waiter is told so. After abort() each further wait() raises, until reset(). A waiter "
        "that is only cancelled breaks nothing.",
    ),
    when=(
        When("a waiter that is cancelled breaks nothing", ">=3.11", "barrier-cancelled", "waiting after it",
             "waiting: 0, broken: False"),
    ),
    fails="""
import asyncio

async def main():
    barrier = asyncio.Barrier(2)
    loop = asyncio.get_running_loop()
    loop.call_later(0.01, asyncio.create_task,
                    barrier.abort())
    await barrier.wait()

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    barrier = asyncio.Barrier(2)
    await asyncio.gather(
        barrier.wait(), barrier.wait())



asyncio.run(main())
""",
    runs_on=">=3.11",
    wrong=(
        Wrong("wait() again in the except block", "after abort() it raises at once, for ever"),
        Wrong("a larger number of parties", "then it waits for tasks that never come"),
    ),
    fixes=(
        "Take it as the order to stop: whoever called abort() knows that not all will come.",
        "Count those who really come: a task that can fail before wait() must abort() the barrier.",
    ),
    scenarios=("barrier-cancelled",),
    related=("deadlock", "lock-not-held"),
)
