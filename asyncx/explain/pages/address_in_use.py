"""Servers that cannot bind."""

from __future__ import annotations

from ..page import Page, Says, Wrong

PAGE = Page(
    title="A server could not get the address that it asked for",
    says=(
        Says("error while attempting to bind on address {('127.0.0.1', 8000)}", "OSError"),
        Says("could not bind on any address out of {[('127.0.0.1', 8000)]}", "OSError"),
        Says("Address {'/run/app.sock'} is already in use", "OSError"),
        Says("Unable to check or remove stale UNIX socket {'/run/app.sock'}", "log"),
        Says("Unable to clean up listening UNIX socket {'/run/app.sock'}", "log"),
    ),
    happened=(
        "Another socket listens there: the program runs twice, a reloader has not ended the old one, or a "
        "test left its server open. Other reasons stand at the end of the message: no right to a port "
        "below 1024, or an address that this machine does not have.",
    ),
    fails="""
import asyncio

async def serve(reader, writer):
    writer.close()

async def main():
    first = await asyncio.start_server(
        serve, "127.0.0.1", 0)
    port = first.sockets[0].getsockname()[1]
    await asyncio.start_server(
        serve, "127.0.0.1", port)

asyncio.run(main())
""",
    works="""
import asyncio

async def serve(reader, writer):
    writer.close()

async def main():
    first = await asyncio.start_server(
        serve, "127.0.0.1", 0)
    port = first.sockets[0].getsockname()[1]
    first.close()
    again = await asyncio.start_server(
        serve, "127.0.0.1", port)
    again.close()

asyncio.run(main())
""",
    wrong=(
        Wrong("reuse_port=True", "lets both listen; connections go to either of them at random"),
        Wrong("trying the next port", "clients still come to the old one"),
    ),
    fixes=(
        "Find who listens: ss -ltnp, or lsof -i :8000; end it, or choose another port.",
        "In tests, port 0: the system picks a free one; read it from server.sockets.",
        "Close servers: async with server, or server.close() and await server.wait_closed().",
    ),
    related=("connection-failed", "transport-unclosed"),
)
