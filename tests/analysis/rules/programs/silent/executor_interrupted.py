"""Ctrl-C while a thread is at work: nobody gave that up of his own accord."""
# clock real
import asyncio
import os
import signal
import time


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.05, os.kill, os.getpid(), signal.SIGINT)
    await loop.run_in_executor(None, time.sleep, 0.3)


asyncio.run(main())
