"""A program that waits for a signal, and is stopped by another one."""
# clock real
import asyncio
import signal


async def main():
    loop, event = asyncio.get_running_loop(), asyncio.Event()
    before = signal.signal(signal.SIGTERM, lambda *_: loop.call_soon_threadsafe(event.set))
    try:
        await asyncio.gather(event.wait(), event.wait())
    finally:
        signal.signal(signal.SIGTERM, before)


def stop(*_):
    raise KeyboardInterrupt


signal.signal(signal.SIGALRM, stop)
signal.setitimer(signal.ITIMER_REAL, 0.5)
asyncio.run(main())
