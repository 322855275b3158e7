"""The future of gather() that nobody awaits."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A gather() was cancelled or failed, and nobody awaited it",
    says=(
        Says("_GatheringFuture exception was never retrieved", "log"),
    ),
    happened=(
        "gather() gives a future of its own. When it is cancelled, it is not marked as cancelled: the "
        "CancelledError is put into it as an exception, after its children have ended. If nobody awaits "
        "it then, asyncio takes that for a lost error.",
    ),
    when=(
        When("the children are cancelled, each once", "", "gather-caller-cancelled", "cancels of each child",
             [1, 1]),
        When("also with return_exceptions=True", "", "gather-cancelled-anyway", "how gather ends",
             "cancelled"),
    ),
    fails="""
import asyncio

async def main():
    both = asyncio.gather(
        asyncio.sleep(1), asyncio.sleep(1))
    await asyncio.sleep(0)
    both.cancel()
    await asyncio.sleep(0.01)

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    both = asyncio.gather(
        asyncio.sleep(1), asyncio.sleep(1))
    await asyncio.sleep(0)
    both.cancel()
    try:
        await both
    except asyncio.CancelledError:
        print("both have stopped")

asyncio.run(main())
""",
    wrong=(
        Wrong("return_exceptions=True",
              "is for errors of the children; a cancelled gather() raises all the same"),
    ),
    fixes=(
        "Await the gather after you have cancelled it; then the children have really stopped, too.",
        "Keep the tasks instead of the gather: cancel each, then await gather(*tasks, "
        "return_exceptions=True).",
        "An asyncio.TaskGroup {>=3.11: taskgroup-first-error} cancels and awaits its tasks by itself.",
    ),
    scenarios=("gather-caller-cancelled", "gather-cancelled-anyway"),
    related=("error-never-retrieved", "cancelled"),
)
