"""Nobody is known to have been due, but a connection may have had something to read."""
# clock real
import asyncio
import time


async def handle(reader, writer):
    while await reader.read(10):
        pass
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    _, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"x")
    await asyncio.sleep(0.05)
    time.sleep(0.5)  # fault
    writer.close()
    await writer.wait_closed()
    server.close()
    await asyncio.sleep(0.05)


asyncio.run(main())
