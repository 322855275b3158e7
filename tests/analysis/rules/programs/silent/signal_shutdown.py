"""A signal handler sets an event; main() stops its workers and ends."""
import asyncio
import os
import signal


async def worker():
    while True:
        await asyncio.sleep(0.01)


async def main():
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.call_later(0.05, os.kill, os.getpid(), signal.SIGTERM)
    task = asyncio.create_task(worker())
    await stop.wait()
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
