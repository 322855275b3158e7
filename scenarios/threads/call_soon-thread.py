"""call_soon() from another thread does not wake the loop.

The callback is queued, but the loop sleeps in its selector until the next timer.
Here the first one is queued at 100 ms and runs at 500 ms, when main's own sleep ends;
with no timer it would never run. call_soon_threadsafe() also wakes the loop.
Only debug mode (python -X dev) raises RuntimeError for this mistake.
"""
import asyncio
import threading
import time

FACTS = {
    "call_soon at 100 ms arrives at": ('task("waiter").end', 500),
    "call_soon_threadsafe at 600 ms": ('task("waiter", 2).end', 600),
    "main ends at": ('task("main").end', 1000),
    "errors and warnings": ("len(handled) + len(warnings) + len(logged)", 0),
    "threads": ("threads", ["MainThread", "call_soon", "call_soon_threadsafe"]),
}


async def waiter(future):
    await future


def deliver(schedule, future):
    time.sleep(0.1)
    schedule(future.set_result, None)


async def main():
    loop = asyncio.get_running_loop()
    for schedule in (loop.call_soon, loop.call_soon_threadsafe):
        future = loop.create_future()
        waiting = asyncio.create_task(waiter(future))
        name = schedule.__name__
        threading.Thread(target=deliver, args=(schedule, future), name=name).start()
        await asyncio.sleep(0.5)
        print(f"{name}: {waiting.done()}")


if __name__ == "__main__":
    asyncio.run(main())
