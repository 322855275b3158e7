"""Server.wait_closed() waits until the last connection has ended.

close() only stops listening; connections that are open go on. Up to 3.11 wait_closed() returned at
once, whatever was still open. Since 3.12 (gh-79033, completed in 3.12.1) it really waits, so a
program that closes its server before its connections may hang there (gh-104344).
"""
import asyncio

FACTS = {
    "wait_closed() returns at (ms)": ('coro("wait_closed").end', {"<3.12": 10, ">=3.12": 60}),
    "the handler ends at (ms)": ('task("handler").end', 60),
    "the client reads": ("printed", ["client: b'bye'"]),
    "main": ('task("main").outcome', "returned"),
}


async def handler(reader, writer):
    await asyncio.sleep(0.06)
    writer.write(b"bye")
    writer.close()


async def client(port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    print("client:", await reader.read())
    writer.close()


async def main():
    server = await asyncio.start_server(handler, "127.0.0.1", 0)
    task = asyncio.create_task(client(server.sockets[0].getsockname()[1]))
    await asyncio.sleep(0.01)
    server.close()
    await server.wait_closed()
    await task


if __name__ == "__main__":
    asyncio.run(main())
