"""A timeout of readexactly() loses nothing of what has arrived.

What arrives stays in the reader's buffer until a call can take all that it wants. A readexactly(6)
that is cancelled after three bytes takes none of them, so the next call gets all six. That makes
wait_for() around the calls of a StreamReader safe. (One of a pair of readers is not: two-readers.)
"""
import asyncio
import socket

FACTS = {
    "what is read": ("printed", ["TimeoutError", "after it: b'abcdef'"]),
    "the timeout comes at (ms)": ('coro("wait_for").end', 50),
    "the rest is read at (ms)": ('task("main").end', 50),
    "main": ('task("main").outcome', "returned"),
}


async def main():
    ours, theirs = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=ours)
    theirs.sendall(b"abc")
    try:
        await asyncio.wait_for(reader.readexactly(6), 0.05)
    except asyncio.TimeoutError:
        print("TimeoutError")
    theirs.sendall(b"def")
    print("after it:", await reader.readexactly(6))
    writer.close()
    theirs.close()


if __name__ == "__main__":
    asyncio.run(main())
