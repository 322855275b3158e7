"""Connections and processes that nobody closed."""

from __future__ import annotations

from ..page import COURSE, Page, Says, When, Wrong

PAGE = Page(
    title="A connection, a server or a child process was dropped without being closed",
    says=(
        Says("unclosed transport {<_SelectorSocketTransport …>}", "ResourceWarning"),
        Says("unclosed <StreamWriter {…}>", "ResourceWarning"),
        Says("unclosed <PipeHandle {…}>", "ResourceWarning"),
        Says("An open stream was garbage collected prior to establishing network connection", "log"),
        Says("socket.accept() out of system resource", "log"),
        Says("Close running child process: kill {<Popen …>}", "log"),
        Says("has registered but not finished child processes", "ResourceWarning"),
        Says("ResourceWarning: loop is closed", "ResourceWarning"),
    ),
    weight=COURSE,
    happened=(
        "The garbage collector found a transport that was still open. Under the pressure of many "
        "requests, that is how a program runs out of file descriptors. close() only begins: the transport "
        "is closed on a later turn of the loop, and if the loop ends before, this is said as well.",
    ),
    when=(
        When("a timeout of wait() leaves the child process running", "", "subprocess-timeout",
             "after the timeout", "timed out, returncode: None"),
    ),
    fails="""
import asyncio, gc, socket, warnings

warnings.simplefilter("always")

async def main():
    ours, theirs = socket.socketpair()
    await asyncio.open_connection(sock=ours)
    theirs.close()

asyncio.run(main())
gc.collect()
""",
    works="""
import asyncio, gc, socket, warnings

warnings.simplefilter("always")

async def main():
    ours, theirs = socket.socketpair()
    _, writer = await asyncio.open_connection(
        sock=ours)
    theirs.close()
    writer.close()
    await writer.wait_closed()

asyncio.run(main())
gc.collect()
""",
    wrong=(
        Wrong("ignoring ResourceWarning", "the descriptors stay taken until a collection happens to come"),
        Wrong("del writer, or gc.collect()", "closes without a goodbye; data still to be sent is lost"),
    ),
    fixes=(
        "writer.close(), then await writer.wait_closed(), in a finally.",
        "async with, where the client has it: sessions, responses, servers.",
        "For a child process: await process.wait(), or communicate(), also after kill().",
    ),
    scenarios=("subprocess-timeout", "server-wait_closed"),
    related=("loop-closed", "connection-lost", "child-process-lost"),
)
