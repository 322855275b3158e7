# clock both
import asyncio
import time


async def hello():
    print("hello")


def work(loop, queue, event):
    time.sleep(0.01)
    loop.call_soon_threadsafe(queue.put_nowait, 1)
    time.sleep(0.01)
    loop.call_soon_threadsafe(event.set)
    time.sleep(0.01)
    loop.call_soon_threadsafe(print, "called")
    asyncio.run_coroutine_threadsafe(hello(), loop).result()


async def main():
    loop, queue, event = asyncio.get_running_loop(), asyncio.Queue(), asyncio.Event()
    waiting = [asyncio.create_task(queue.get()), asyncio.create_task(event.wait())]
    await asyncio.sleep(0)
    await loop.run_in_executor(None, work, loop, queue, event)
    await asyncio.wait(waiting)


asyncio.run(main())
