"""A loop that only a thread can wake: one of an executor, one of the program's, and one that is slow to begin."""
# clock real
import asyncio
import threading
import time


def later(loop, event):
    time.sleep(0.3)
    loop.call_soon_threadsafe(event.set)


async def main():
    loop, event = asyncio.get_running_loop(), asyncio.Event()
    threading.Thread(target=later, args=(loop, event)).start()
    await asyncio.gather(event.wait(), event.wait())
    await loop.run_in_executor(None, time.sleep, 0.3)


asyncio.run(main())
