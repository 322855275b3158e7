"""The loop= that is gone."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A loop was passed to something that takes the running one",
    says=(
        Says("As of {3.10}, the *loop* parameter was removed from {Lock}() since it is no longer necessary",
             "TypeError"),
        Says("got an unexpected keyword argument 'loop'", "TypeError"),
        Says("The loop argument is deprecated since Python {3.8}", "DeprecationWarning"),
        Says("loop parameter was removed from", "TypeError"),
    ),
    happened=(
        "Locks, queues, sleep(), wait(), wait_for(), gather() and streams use the loop that runs them; an "
        "argument could only name that one, or a wrong one. Mostly it is a library older than your Python.",
    ),
    when=(
        When("loop= warns", "<3.10", "wait-loop-argument", "warnings", 1),
        When("loop= is a TypeError", ">=3.10", "wait_for-loop-argument", "the program", "raised TypeError"),
        When("Lock(loop=...): a text of its own", ">=3.10,<3.11", "lock-loop-argument", "Lock(loop=...)",
             "As of 3.10, the *loop* parameter was removed from Lock() since it is no longer necessary"),
        When("Lock(loop=...): unexpected keyword argument", ">=3.11", "lock-loop-argument", "Lock(loop=...)",
             "Lock.__init__() got an unexpected keyword argument 'loop'"),
    ),
    fails="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    await asyncio.sleep(0, loop=loop)

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    await asyncio.sleep(0)


asyncio.run(main())
""",
    runs_on=">=3.10",
    wrong=(
        Wrong("editing the file in site-packages", "gone with the next installation"),
        Wrong("catching the TypeError and calling again", "the object still may be made under a wrong loop"),
    ),
    fixes=(
        "Upgrade the library; the traceback's last frame outside asyncio says which.",
        "In your own code leave the argument out, and make the object in the loop that uses it.",
    ),
    scenarios=("wait_for-loop-argument", "wait-loop-argument", "gather-loop-argument", "lock-loop-argument"),
    related=("different-loop",),
)
