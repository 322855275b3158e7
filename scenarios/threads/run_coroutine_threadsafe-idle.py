"""run_coroutine_threadsafe() starts no loop; one has to run already.

The coroutine is queued on the loop it is given. If that one does not run, the future stays pending,
without an error, until result() times out or for ever. When the loop is run later, the coroutine
runs after all. Only coroutines are taken; a future is a TypeError.
"""
import asyncio
import concurrent.futures

FACTS = {
    "while it does not run": ("printed[:2]", ["result(0.1): TimeoutError", "done: False"]),
    "when it runs": ("printed[2:4]", ["work runs", "result(): 42"]),
    "a future": ("printed[4]", "TypeError: A coroutine object is required"),
    "work starts at (ms)": ('coro("work").start', 100),
}


async def work():
    print("work runs")
    return 42


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    future = asyncio.run_coroutine_threadsafe(work(), loop)
    try:
        future.result(0.1)
    except concurrent.futures.TimeoutError as error:
        print("result(0.1):", type(error).__name__)
    print("done:", future.done())
    loop.run_until_complete(asyncio.wrap_future(future, loop=loop))
    print("result():", future.result())
    try:
        asyncio.run_coroutine_threadsafe(loop.create_future(), loop)
    except TypeError as error:
        print("TypeError:", error)
    loop.close()
