"""readline() fails on a line that is longer than the limit.

A StreamReader holds 64 KiB unless limit= says otherwise. A longer line is a ValueError, and what
had been read is thrown away, so the next readline() begins in the middle of it. readuntil()
raises LimitOverrunError and keeps the data. Long JSON lines are what brings this up.
"""
import asyncio
import socket

FACTS = {
    "readline()": ("printed", ["first: short", "second: ValueError", "third: tail"]),
    "the readers": ('[coro("readline", n).outcome for n in (1, 2, 3)]',
                    ["returned", "raised", "returned"]),
    "main": ('task("main").outcome', "returned"),
    "reported": ("handled", []),
}


async def main():
    ours, theirs = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=ours, limit=16)
    for name, data in (("first", b"short\n"), ("second", b"x" * 40), ("third", b"tail\n")):
        theirs.sendall(data)
        try:
            print(f"{name}:", (await reader.readline()).decode().strip("x\n"))
        except ValueError as error:
            print(f"{name}:", type(error).__name__)
    writer.close()
    theirs.close()


if __name__ == "__main__":
    asyncio.run(main())
