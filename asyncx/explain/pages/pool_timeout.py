"""httpx: no slot in the pool."""

from __future__ import annotations

from ..page import Page, Says, Wrong

PAGE = Page(
    title="No connection of an HTTP client's pool became free in time",
    says=(
        Says("httpx.PoolTimeout", "httpx.PoolTimeout"),
        Says("httpcore.PoolTimeout", "httpcore.PoolTimeout"),
        Says("httpcore._exceptions.PoolTimeout", "httpcore.PoolTimeout"),
        Says("httpx._exceptions.PoolTimeout", "httpx.PoolTimeout"),
        Says("^PoolTimeout", "httpx.PoolTimeout"),
    ),
    by="httpx",
    happened=(
        "Either all slots are in use: gather() began more requests than the pool has connections, and the "
        "last ones waited too long. Or slots have been lost: requests that were cancelled in a bad "
        "moment, or streamed responses that were never closed, keep theirs for ever, while the server has "
        "nothing to do.",
    ),
    works="""
import asyncio

async def fetch(url, slots):
    async with slots:
        await asyncio.sleep(0.01)
        return url

async def main():
    slots = asyncio.Semaphore(10)
    urls = range(30)
    print(await asyncio.gather(
        *[fetch(url, slots) for url in urls]))

asyncio.run(main())
""",
    wrong=(
        Wrong("timeout=None", "with lost slots it waits for ever"),
        Wrong("larger limits", "the same, later; and the server has limits, too"),
    ),
    fixes=(
        "Bound what runs at once: an asyncio.Semaphore, or a few workers that take from a queue.",
        "Read responses to the end, or close them: async with client.stream(...) as response.",
        "If connections are active while no request is, slots are lost: make a new client, and upgrade "
        "httpcore.",
        "One client for the program, not one for each request.",
    ),
    related=("connection-leaked", "timeout-error", "connection-shared"),
)
