"""Lines longer than a stream's limit."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A line was longer than the limit of its stream, 64 KiB unless you say otherwise",
    says=(
        Says("Separator is not found, and chunk exceed the limit", "LimitOverrunError, ValueError"),
        Says("Separator is found, but chunk is longer than limit", "LimitOverrunError, ValueError"),
        Says("chunk is longer than limit", "LimitOverrunError"),
        Says("chunk exceed the limit", "LimitOverrunError"),
    ),
    happened=(
        "readline(), readuntil() and 'async for line in reader' keep at most this much while they look "
        "for the end of the line: one JSON object a line, a progress bar that never ends its line, "
        "minified output. readline() makes a ValueError of it and throws away what it has.",
        "The task that reads ends by it. If it reads from a child process, the pipe fills up and the "
        "child stops.",
    ),
    when=(
        When("readline() raises ValueError, and what it had is gone", "", "readline-too-long", "readline()",
             ["first: short", "second: ValueError", "third: tail"]),
    ),
    fails="""
import asyncio

async def main():
    reader = asyncio.StreamReader(limit=1024)
    reader.feed_data(b"x" * 5000 + b"\\n")
    await reader.readline()

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    reader = asyncio.StreamReader(limit=2**20)
    reader.feed_data(b"x" * 5000 + b"\\n")
    await reader.readline()

asyncio.run(main())
""",
    wrong=(
        Wrong("except ValueError: continue", "the beginning of the line is gone, the rest looks like a line"),
        Wrong("limit=2**40", "whoever is at the other end can fill your memory"),
    ),
    fixes=(
        "limit= in create_subprocess_exec(), open_connection() or start_server(), as large as a line may "
        "be.",
        "For data of any length: await reader.read(65536), and cut it yourself.",
        "Your own protocol: send the length first, and readexactly().",
    ),
    scenarios=("readline-too-long",),
    related=("incomplete-read", "reader-busy"),
)
