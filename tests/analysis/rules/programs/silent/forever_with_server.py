"""A server that runs until it is stopped, and nobody comes."""
# clock real
import asyncio
import signal


async def answer(reader, writer):
    writer.close()


async def main():
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with server:
        await asyncio.Future()


def stop(*_):
    raise KeyboardInterrupt


signal.signal(signal.SIGALRM, stop)
signal.setitimer(signal.ITIMER_REAL, 0.5)
asyncio.run(main())
