"""Another thread hands work to the loop, and waits for it."""
# clock both
import asyncio
import threading


async def work():
    await asyncio.sleep(0.02)
    return "done"


def ask(loop):
    print(asyncio.run_coroutine_threadsafe(work(), loop).result())


async def main():
    loop = asyncio.get_running_loop()
    thread = threading.Thread(target=ask, args=(loop,))
    thread.start()
    await loop.run_in_executor(None, thread.join)


asyncio.run(main())
