"""Use of a loop after its end."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="An event loop was used after it had been closed, closed while it ran, or never closed",
    says=(
        Says("Event loop is closed", "RuntimeError"),
        Says("Cannot close a running event loop", "RuntimeError"),
        Says("unclosed event loop {<_UnixSelectorEventLoop …>}", "ResourceWarning"),
        Says("Executor shutdown has been called", "RuntimeError"),
        Says("Runner is closed", "RuntimeError"),
        Says("IocpProactor is closed", "RuntimeError"),
    ),
    happened=(
        "asyncio.run() closes its loop at the end. Something made inside it has survived: a client, a "
        "connection or a task in a global, a thread that reports its result late, or an object whose "
        "__del__ tidies up when the loop is gone.",
        "A closed loop never opens again, and the next asyncio.run() makes another one.",
    ),
    when=(
        When("every call that would schedule something", "", "loop-close-drops-callbacks", "what ran",
             ["first", "closed", "Event loop is closed"]),
        When("each asyncio.run() has a loop of its own", "", "run-fresh-loop", "loops made by two runs", 2),
        When("a loop that nobody closes: a hidden warning", "", "loop-not-closed", "warnings of them", 1),
        When("close() from inside the loop", "", "loop-close-running", "close() inside",
             "Cannot close a running event loop"),
    ),
    fails="""
import asyncio

async def main():
    return asyncio.get_running_loop()

loop = asyncio.run(main())
loop.call_soon(print, "too late")
""",
    works="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "in time")
    await asyncio.sleep(0)

asyncio.run(main())
""",
    wrong=(
        Wrong("loop.is_closed() before each call", "it can close in between, and the work is still not done"),
        Wrong("never closing the loop", "its sockets and threads stay; tasks are destroyed pending"),
        Wrong("a new loop in the except block", "what belongs to the old one does not move"),
        Wrong("WindowsSelectorEventLoopPolicy",
              "hides a late __del__ of the proactor loop, and takes subprocesses away"),
    ),
    fixes=(
        "One asyncio.run() for the whole program.",
        "Close what you open before main() returns: async with, or try/finally with await client.close().",
        "Wait for threads and background tasks before main() returns.",
        "Make clients inside the run that uses them, not at import.",
    ),
    scenarios=(
        "loop-close-drops-callbacks", "run-fresh-loop", "loop-not-closed", "run-ignores-your-loop",
        "loop-closed-refuses", "loop-close-running", "run_in_executor-after-close", "runner-keeps-loop",
    ),
    related=("different-loop", "transport-unclosed", "task-destroyed"),
)
