"""Two wait for ever inside a semaphore, and others for their places; Ctrl-C ends the program."""
# clock both
import asyncio
import signal


async def use(semaphore, event):
    async with semaphore:
        await asyncio.sleep(0.01)
        await event.wait()  # fault


async def main():
    semaphore = asyncio.Semaphore(2)
    await asyncio.gather(*(use(semaphore, asyncio.Event()) for _ in range(5)))


def stop(*_):
    raise KeyboardInterrupt


signal.signal(signal.SIGALRM, stop)
signal.setitimer(signal.ITIMER_REAL, 1)
asyncio.run(main())
