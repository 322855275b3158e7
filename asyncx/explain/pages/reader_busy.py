"""Two readers of one stream."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="Two tasks read from one stream at the same time",
    says=(
        Says("{read}() called while another coroutine is already waiting for incoming data", "RuntimeError"),
    ),
    findings=("resource-shared",),
    happened=(
        "A StreamReader serves one reader. Two requests share a connection without a lock, or a reader "
        "that was given up is still alive: a reconnect, a retry or a heartbeat began before the old task "
        "had ended.",
        "Which of them would get the next bytes could not be said. An async generator and a coroutine "
        "serve one task at a time in the same way, and have pages of their own.",
    ),
    when=(
        When("the second reader", "", "two-readers", "the second", "RuntimeError"),
        When("the first one reads on", "", "two-readers", "the first", ["first got b'hello'"]),
    ),
    fails="""
import asyncio

async def main():
    reader = asyncio.StreamReader()
    asyncio.get_running_loop().call_later(
        0.01, reader.feed_eof)
    await asyncio.gather(
        reader.readline(), reader.readline())

asyncio.run(main())
""",
    works="""
import asyncio

async def ask(reader, lock):
    async with lock:
        return await reader.readline()

async def main():
    lock = asyncio.Lock()
    reader = asyncio.StreamReader()
    asyncio.get_running_loop().call_later(
        0.01, reader.feed_eof)
    await asyncio.gather(
        ask(reader, lock), ask(reader, lock))

asyncio.run(main())
""",
    wrong=(
        Wrong("retry on RuntimeError", "answers go to whoever reads first, perhaps not to who asked"),
        Wrong("a lock around the reads alone",
              "request and answer must be under one lock, or answers are mixed up"),
    ),
    fixes=(
        "One task reads, and hands each message to the future or queue of whoever waits for it.",
        "Or one lock around request and answer together.",
        "Cancel the old reader and await it before a new one begins.",
    ),
    scenarios=("two-readers",),
    related=("connection-shared", "incomplete-read", "generator-busy", "awaited-twice"),
)
