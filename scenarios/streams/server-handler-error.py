"""A failing connection handler is reported, and its connection closed.

start_server() runs the handler in a task of its own for each client. When it fails, the server goes
on. It once left the client waiting, for nobody closed the connection, and the error was reported
when the task was freed, if it was. Since gh-110894 (3.13, in 3.11.7 and 3.12.1 too) the loop's
exception handler gets it at once, and the connection is closed.
"""
import asyncio
import socket

FACTS = {
    "the handler": ('task("handler").error', "ValueError"),
    "reported": ("handled", {
        "<3.11": ["Task exception was never retrieved"],
        ">=3.11.7,!=3.12.0": ["Unhandled exception in client_connected_cb"]}),
    "the client": ("printed", {"<3.11": ["client: still waiting"],
                               ">=3.11.7,!=3.12.0": ["client: closed"]}),
    "main": ('task("main").outcome', "returned"),
}
SEVERITY = {"3.11": "fixed"}
writers = []


async def handler(reader, writer):
    writers.append(writer)
    raise ValueError("bad request")


async def main():
    ours, theirs = socket.socketpair()
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader, handler)
    await loop.connect_accepted_socket(lambda: protocol, ours)
    client, writer = await asyncio.open_connection(sock=theirs)
    try:
        await asyncio.wait_for(client.read(), 1)
        print("client: closed")
    except asyncio.TimeoutError:
        print("client: still waiting")
    writer.close()


if __name__ == "__main__":
    asyncio.run(main())
