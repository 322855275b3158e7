"""set_result() from another thread does not wake the loop.

The future is done at once, but its waiter is only queued, and the loop sleeps on: here from 100 ms
until its next timer at 500 ms. loop.call_soon_threadsafe(future.set_result, ...) wakes it. Debug
mode raises RuntimeError in the thread, and then the waiter is never woken at all; on 3.14 and
later asyncio.run() may hang on it.
"""
import asyncio
import threading
import time

FACTS = {
    "set_result() at 100 ms": ('task("waiter").end', 500),
    "call_soon_threadsafe() at 600 ms": ('task("waiter", 2).end', 600),
    "errors and warnings": ("handled + warnings + logged", []),
    "threads": ("threads", ["MainThread", "set_result", "call_soon_threadsafe"]),
}


async def waiter(future):
    await future


def settle(future, threadsafe):
    time.sleep(0.1)
    if threadsafe:
        future.get_loop().call_soon_threadsafe(future.set_result, "done")
    else:
        future.set_result("done")


async def main():
    for name in ("set_result", "call_soon_threadsafe"):
        future = asyncio.get_running_loop().create_future()
        task = asyncio.create_task(waiter(future))
        arguments = (future, name != "set_result")
        threading.Thread(target=settle, args=arguments, name=name).start()
        await asyncio.sleep(0.5)
        await task


if __name__ == "__main__":
    asyncio.run(main())
