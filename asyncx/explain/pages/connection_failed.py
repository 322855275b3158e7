"""Connections that never come about."""

from __future__ import annotations

from ..page import COURSE, Page, Says, Wrong

PAGE = Page(
    title="No address of the host could be connected to",
    says=(
        Says("Multiple exceptions: {[Errno 111] Connect call failed ('127.0.0.1', 8000)}", "OSError"),
        Says("Connect call failed {('127.0.0.1', 8000)}", "ConnectionRefusedError"),
        Says("create_connection failed", "ExceptionGroup"),
        Says("staggered race failed", "ExceptionGroup"),
        Says("getaddrinfo({'host'}) returned empty list", "OSError"),
        Says("getaddrinfo() returned empty list", "OSError"),
        Says("no matching local address with family={2} found", "OSError"),
    ),
    weight=COURSE,
    happened=(
        "A name such as localhost has several addresses, and asyncio tries them one after the other: ::1 "
        "first, then 127.0.0.1. All of them refused, so all the errors are listed. Mostly nobody listens "
        "on that port, or only on one of the addresses, or not yet.",
    ),
    fails="""
import asyncio, socket

async def main():
    free = socket.socket()
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
    await asyncio.open_connection(
        "127.0.0.1", port)

asyncio.run(main())
""",
    works="""
import asyncio

async def serve(reader, writer):
    writer.close()

async def main():
    server = await asyncio.start_server(
        serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    _, writer = await asyncio.open_connection(
        "127.0.0.1", port)
    writer.close()
    server.close()

asyncio.run(main())
""",
    wrong=(
        Wrong("a longer timeout", "the connection was refused, at once"),
        Wrong("localhost inside a container", "is the container itself, not the machine"),
    ),
    fixes=(
        "Look who listens, and where: ss -ltnp; the server must listen on the address that you name.",
        "Name 127.0.0.1 instead of localhost where the server has no IPv6.",
        "At start-up, try again with a growing pause until the server is there.",
    ),
    related=("address-in-use", "connection-lost", "timeout-error"),
)
