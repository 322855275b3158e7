"""The handler of a server fails in a task that asyncio made for it."""
# clock real
# needs <3.11
import asyncio


async def handle(reader, writer):
    number = int(await reader.readline())
    writer.write(f"{100 // number}\n".encode())  # fault


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"0\n")
    await asyncio.sleep(0.05)
    writer.close()
    server.close()


asyncio.run(main())
