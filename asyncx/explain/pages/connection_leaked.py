"""SQLAlchemy: connections that did not come back."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A database connection was not given back, because its task was cancelled in between",
    says=(
        Says("The garbage collector is trying to clean up non-checked-in connection {<AdaptedConnection …>}",
             "SAWarning, log"),
        Says("non-checked-in connection", "SAWarning"),
    ),
    by="SQLAlchemy",
    happened=(
        "The task ended between taking the connection and returning it: a client went away and the "
        "framework cancelled the handler, or a timeout did. Closing a session awaits, so a second "
        "cancellation ends the close as well; and a session that is not in an async with is not closed at "
        "all.",
    ),
    when=(
        When("a second cancel ends a cleanup at its await", "", "cancel-twice", "printed", ["closing"]),
        When("a task cancelled before its first step does nothing", "", "cancel-before-start", "steps of job",
             1),
    ),
    works="""
import asyncio

class Session:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        task = asyncio.create_task(self.close())
        await asyncio.shield(task)

    async def close(self):
        await asyncio.sleep(0.01)
        print("given back")

async def main():
    try:
        async with Session():
            raise OSError("client went away")
    except OSError:
        print("the session is closed")

asyncio.run(main())
""",
    wrong=(
        Wrong("a larger pool", "takes longer to be empty"),
        Wrong("pool_recycle, pool_pre_ping", "are about connections that are in the pool; this one is not"),
    ),
    fixes=(
        "async with for each session, as short as can be, and nothing slow inside.",
        "Shield the close: await asyncio.shield(session.close()), with the task kept.",
        "Do not hold a session across a yield, a streaming response, or a call that may be cancelled.",
    ),
    scenarios=("cancel-twice", "cancel-after-result"),
    related=("cleanup-interrupted", "pool-timeout", "connection-shared"),
)
