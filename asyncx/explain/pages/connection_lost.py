"""Writing to and reading from a connection that is gone."""

from __future__ import annotations

from ..page import COURSE, Page, Says, When, Wrong

PAGE = Page(
    title="A connection was written to, or read from, after it had gone",
    says=(
        Says("socket.send() raised exception", "log"),
        Says("socket.sendto() raised exception", "log"),
        Says("ConnectionResetError: Connection lost", "ConnectionResetError"),
        Says("ConnectionResetError: Cannot write to closing transport", "ConnectionResetError"),
        Says("pipe closed by peer or os.write(pipe, data) raised exception", "log"),
        Says("SSL connection is closed", "log"),
        Says("Connection closed by peer", "ConnectionError"),
        Says("Connection is closed by peer", "ConnectionError"),
        Says("Transport is closing", "RuntimeError"),
        Says("Fatal read error on {socket} transport", "log"),
        Says("Fatal write error on {socket} transport", "log"),
        Says("Fatal error on transport", "log"),
        Says("Fatal error on pipe transport", "log"),
        Says("Fatal error on SSL transport", "log"),
    ),
    weight=COURSE,
    happened=(
        "The peer has closed or reset the connection, or the network has. write() never raises: it drops "
        "what it is given, and after a few times logs one line for each call. drain() is where you hear "
        "of it. A 'Fatal error on transport' with its traceback is the same, heard by the transport "
        "itself.",
    ),
    when=(
        When("write() raises nothing", "", "write-after-close", "write()", "eight writes, no error"),
        When("drain() does", "", "write-after-close", "drain()", "drain: BrokenPipeError"),
    ),
    fails="""
import asyncio, socket

async def main():
    ours, theirs = socket.socketpair()
    _, writer = await asyncio.open_connection(
        sock=ours)
    theirs.close()
    for _ in range(20):
        writer.write(b"hello")
        await asyncio.sleep(0)
    writer.close()

asyncio.run(main())
""",
    works="""
import asyncio, socket

async def main():
    ours, theirs = socket.socketpair()
    _, writer = await asyncio.open_connection(
        sock=ours)
    theirs.close()
    try:
        for _ in range(20):
            writer.write(b"hello")
            await writer.drain()
    except ConnectionError:
        print("the other side has gone")
    writer.close()

asyncio.run(main())
""",
    wrong=(
        Wrong("silencing the logger", "the sender goes on for hours, and nothing arrives"),
        Wrong("writer.is_closing() before each write()", "tells only what is known already, a moment ago"),
    ),
    fixes=(
        "await writer.drain() after write(), and leave the sending loop on ConnectionError.",
        "Watch the reading side, too: read() that returns b'' is the end.",
        "At the end: writer.close(), then await writer.wait_closed().",
    ),
    scenarios=("write-after-close", "server-wait_closed"),
    related=("incomplete-read", "transport-unclosed", "protocol-failed", "ssl-failed"),
)
