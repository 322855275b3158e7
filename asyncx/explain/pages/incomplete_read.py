"""Streams that end too early."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="The other side closed the connection in the middle of a message",
    says=(
        Says("{2} bytes read on a total of {5} expected bytes", "IncompleteReadError"),
        Says("{0} bytes read on a total of undefined expected bytes", "IncompleteReadError"),
        Says("^IncompleteReadError", "IncompleteReadError"),
        Says("asyncio.exceptions.IncompleteReadError", "IncompleteReadError"),
        Says("asyncio.streams.IncompleteReadError", "IncompleteReadError"),
    ),
    happened=(
        "readexactly() and readuntil() raise it when the stream ends first. With 0 bytes read it is an "
        "ordinary end between two messages. With more, the message is cut: a peer that crashed, a proxy "
        "with a timeout, a wrong length. What did arrive is in the error's partial.",
    ),
    when=(
        When("at the end read() gives b'', at once, and for ever", "", "read-eof", "read() again",
             ["read: b''", "read: b''"]),
        When("a timeout of readexactly() loses nothing", "", "read-timeout", "what is read",
             ["TimeoutError", "after it: b'abcdef'"]),
    ),
    fails="""
import asyncio

async def main():
    reader = asyncio.StreamReader()
    reader.feed_data(b"he")
    reader.feed_eof()
    print(await reader.readexactly(5))

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    reader = asyncio.StreamReader()
    reader.feed_eof()
    try:
        print(await reader.readexactly(5))
    except asyncio.IncompleteReadError as error:
        assert not error.partial
        print("the other side is done")

asyncio.run(main())
""",
    wrong=(
        Wrong("reading again at once", "the stream has ended: it ends again, for ever, without a pause"),
        Wrong("a longer timeout", "nobody is sending any more"),
    ),
    fixes=(
        "if not error.partial: the peer has finished; close your side. Else: the message is lost; ask "
        "again on a new connection.",
        "Reconnect with a growing pause between attempts.",
    ),
    scenarios=("read-eof", "read-timeout"),
    related=("connection-lost", "line-too-long"),
)
