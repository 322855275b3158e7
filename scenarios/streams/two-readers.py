"""Two tasks cannot read from one stream at the same time.

A StreamReader has room for one waiter. The second read() raises RuntimeError as long as the first
one waits, and which of the two tasks that is depends on timing. Let one task read and hand what it
gets to the others through a Queue. Writing has no such limit: write() never waits.
"""
import asyncio
import socket

FACTS = {
    "the first": ("printed", ["first got b'hello'"]),
    "the second": ('task("second").error', "RuntimeError"),
    "it says": ('task("second").message', "readuntil() called while another coroutine is "
                                          "already waiting for incoming data"),
    "it ends at (ms)": ('task("second").end', 0),
    "the first ends at (ms)": ('task("first").end', 10),
}


async def first(reader):
    print("first got", (await reader.readline()).strip())


async def second(reader):
    await reader.readline()


async def main():
    ours, theirs = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=ours)
    tasks = [asyncio.create_task(read(reader)) for read in (first, second)]
    await asyncio.sleep(0.01)
    theirs.sendall(b"hello\n")
    await asyncio.wait(tasks)
    tasks[1].exception()
    writer.close()
    theirs.close()


if __name__ == "__main__":
    asyncio.run(main())
