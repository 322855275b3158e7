"""The event of a start that failed is never set; Ctrl-C ends the program."""
# clock both
import asyncio
import signal


async def serve(ready, fail):
    await asyncio.sleep(0.01)
    if not fail:
        ready.set()


async def client(ready):
    await ready.wait()  # fault


async def main():
    ready = asyncio.Event()
    await asyncio.gather(serve(ready, fail=True), client(ready), client(ready))


def stop(*_):
    raise KeyboardInterrupt


signal.signal(signal.SIGALRM, stop)
signal.setitimer(signal.ITIMER_REAL, 1)
asyncio.run(main())
