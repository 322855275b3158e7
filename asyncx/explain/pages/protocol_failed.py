"""Errors in protocols, and in the handlers of connections."""

from __future__ import annotations

from ..page import SIGN, Page, Says, When, Wrong

PAGE = Page(
    title="A protocol, or the function that serves a connection, raised an error",
    says=(
        Says("Fatal error: protocol.{data_received}() call failed", "log"),
        Says("Fatal error: {protocol} call failed", "log"),
        Says("protocol.pause_writing() failed", "log"),
        Says("protocol.resume_writing() failed", "log"),
        Says("Unhandled exception in client_connected_cb", "log"),
        Says("Error on transport creation for incoming connection", "log"),
        Says("get_buffer() returned an empty buffer", "RuntimeError"),
        Says("Error calling eof_received()", "log"),
        Says("application protocol failed to receive SSL data", "log"),
    ),
    weight=SIGN,
    happened=(
        "asyncio called the protocol, and that raised. There is no awaiter to raise it in, so it is "
        "logged with its traceback, and a protocol's connection is closed. The server goes on with the "
        "others.",
    ),
    when=(
        When("a failing handler: its connection stays open", "<3.11", "server-handler-error", "the client",
             ["client: still waiting"]),
    ),
    fails="""
import asyncio, socket

class Parser(asyncio.Protocol):
    def data_received(self, data):
        int(data)

async def main():
    ours, theirs = socket.socketpair()
    loop = asyncio.get_running_loop()
    await loop.connect_accepted_socket(
        Parser, ours)
    theirs.send(b"one")
    await asyncio.sleep(0.02)
    theirs.close()

asyncio.run(main())
""",
    works="""
import asyncio, socket

class Parser(asyncio.Protocol):
    def data_received(self, data):
        try:
            int(data)
        except ValueError:
            print("refused:", data)

async def main():
    ours, theirs = socket.socketpair()
    loop = asyncio.get_running_loop()
    await loop.connect_accepted_socket(
        Parser, ours)
    theirs.send(b"one")
    await asyncio.sleep(0.02)
    theirs.close()
    await asyncio.sleep(0.02)

asyncio.run(main())
""",
    wrong=(
        Wrong("a try around start_server()", "the handler runs later, in a task of its own"),
        Wrong("reading the log as a network fault", "the peer has done nothing; the code below the line has"),
    ),
    fixes=(
        "Read the traceback below the line, and mend that.",
        "Take what comes from outside for wrong until it is parsed: catch, answer, close that one "
        "connection.",
        "In a handler of start_server(), close the writer in a finally.",
    ),
    scenarios=("server-handler-error",),
    related=("callback-failed", "connection-lost", "error-never-retrieved"),
)
