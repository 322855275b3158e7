"""asyncpg: one connection, two queries."""

from __future__ import annotations

from ..page import Page, Says, Wrong

PAGE = Page(
    title="Two tasks used one database connection at the same time",
    says=(
        Says("cannot perform operation: another operation is in progress", "InterfaceError"),
        Says("This session is provisioning a new connection; concurrent operations are not permitted",
             "InvalidRequestError"),
    ),
    by="asyncpg",
    happened=(
        "A connection carries one query at a time. gather() over one session, a global connection, or a "
        "session shared by the handlers of two requests sends a second one. After a query was cancelled "
        "the connection can still be busy with it.",
    ),
    works="""
import asyncio

async def fetch(connection, number):
    await asyncio.sleep(0.01)
    return f"{connection} {number}"

async def ask(pool, number):
    mine = await pool.get()
    try:
        return await fetch(mine, number)
    finally:
        pool.put_nowait(mine)

async def main():
    pool = asyncio.Queue()
    for connection in "ab":
        pool.put_nowait(connection)
    print(await asyncio.gather(
        *[ask(pool, one) for one in "1234"]))

asyncio.run(main())
""",
    wrong=(
        Wrong("NullPool for everything",
              "one connection for each session; a session that is shared stays shared"),
        Wrong("a lock around every query", "works, one by one: then gather() gains nothing"),
        Wrong("retry on InterfaceError", "the other task's transaction is still open on it"),
    ),
    fixes=(
        "A pool, and one connection or session for each task: async with pool.acquire() as connection.",
        "Inside one session await the queries one by one.",
        "After a cancelled query, give the connection back to the pool, which resets it.",
    ),
    scenarios=("two-readers",),
    related=("reader-busy", "connection-leaked", "pool-timeout", "different-loop"),
)
