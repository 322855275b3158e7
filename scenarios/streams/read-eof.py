"""At the end of a stream read() gives b"" at once, again and again.

A loop over read() that does not test for b"" never waits any more: it holds the loop and starves
every other task. readexactly() raises IncompleteReadError, with what has come, and readline() gives
what is left, without its newline.
"""
import asyncio
import socket

FACTS = {
    "the last data": ("printed[:2]", ["readline: b'no newline'", "read: b''"]),
    "read() again": ("printed[2:4]", ["read: b''", "read: b''"]),
    "readexactly()": ("printed[4]", "readexactly: IncompleteReadError, partial b''"),
    "turns given to others": ("printed[5]", "turns: 0"),
    "main": ('task("main").outcome', "returned"),
}


async def main():
    ours, theirs = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=ours)
    theirs.sendall(b"no newline")
    theirs.close()
    print("readline:", await reader.readline())
    turns = []
    asyncio.get_running_loop().call_soon(turns.append, 1)
    for _ in range(3):
        print("read:", await reader.read(100))
    try:
        await reader.readexactly(4)
    except asyncio.IncompleteReadError as error:
        print(f"readexactly: {type(error).__name__}, partial {error.partial}")
    print("turns:", len(turns))
    writer.close()


if __name__ == "__main__":
    asyncio.run(main())
