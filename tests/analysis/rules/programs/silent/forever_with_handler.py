"""A program that waits for a signal, which does not come before it is killed."""
# clock real
import asyncio
import signal


async def main():
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(stop.set))
    await asyncio.gather(stop.wait(), stop.wait())


signal.setitimer(signal.ITIMER_REAL, 0.5)
asyncio.run(main())
