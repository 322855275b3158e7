"""Nobody takes out of a full queue; Ctrl-C ends the program, for nothing else can."""
# clock both
import asyncio
import signal


async def produce(queue):
    for item in range(10):
        await queue.put(item)  # fault


async def main():
    queue = asyncio.Queue(maxsize=2)
    await produce(queue)
    while not queue.empty():
        print(await queue.get())


def stop(*_):
    raise KeyboardInterrupt


signal.signal(signal.SIGALRM, stop)
signal.setitimer(signal.ITIMER_REAL, 1)
asyncio.run(main())
