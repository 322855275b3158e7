# clock both
import asyncio
import time


async def hello():
    print("hello")


def work(loop, queue, event, tasks):
    time.sleep(0.01)
    queue.put_nowait(1)  # fault
    time.sleep(0.01)
    event.set()  # fault
    time.sleep(0.01)
    loop.call_soon(print, "called")  # fault
    time.sleep(0.01)
    tasks.append(loop.create_task(hello()))  # fault


async def main():
    loop, queue, event, tasks = asyncio.get_running_loop(), asyncio.Queue(), asyncio.Event(), []
    waiting = [asyncio.create_task(queue.get()), asyncio.create_task(event.wait())]
    await asyncio.sleep(0)
    await loop.run_in_executor(None, work, loop, queue, event, tasks)
    await asyncio.wait([*waiting, *tasks])


asyncio.run(main())
