"""write() to a connection that is gone raises nothing.

write() only hands the data to the transport, so there is no error to see there. The peer has
closed: the next drain() raises what has happened, and without a drain() the program never learns.
From the sixth write() on asyncio logs "socket.send() raised exception." for each one.
"""
import asyncio
import socket

FACTS = {
    "write()": ("printed[0]", "eight writes, no error"),
    "logged": ("logged", ["socket.send() raised exception.", "socket.send() raised exception.",
                          "socket.send() raised exception."]),
    "drain()": ("printed[1]", "drain: BrokenPipeError"),
    "main": ('task("main").outcome', "returned"),
}


async def main():
    ours, theirs = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=ours)
    theirs.close()
    for _ in range(8):
        writer.write(b"data")
    print("eight writes, no error")
    await asyncio.sleep(0.01)
    try:
        await writer.drain()
        print("drain: no error")
    except OSError as error:
        print("drain:", type(error).__name__)
    writer.close()


if __name__ == "__main__":
    asyncio.run(main())
