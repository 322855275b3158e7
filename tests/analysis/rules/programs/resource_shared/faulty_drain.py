# clock both
# needs <3.10
import asyncio


class Full(asyncio.Transport):
    def write(self, data):
        pass

    def is_closing(self):
        return False


async def send(writer):
    writer.write(b"x")
    await writer.drain()  # fault


async def main():
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    protocol = asyncio.StreamReaderProtocol(reader)
    writer = asyncio.StreamWriter(Full(), protocol, reader, loop)
    protocol.pause_writing()
    loop.call_later(0.01, protocol.resume_writing)
    await asyncio.gather(send(writer), send(writer), return_exceptions=True)


asyncio.run(main())
