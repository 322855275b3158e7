# clock both
import asyncio
import threading


def crunch(stop):
    return stop.wait(0.2)


async def main():
    loop = asyncio.get_running_loop()
    stop = threading.Event()
    job = loop.run_in_executor(None, crunch, stop)
    done, _ = await asyncio.wait([job], timeout=0.05)
    if not done:
        stop.set()
    print(await job)


asyncio.run(main())
