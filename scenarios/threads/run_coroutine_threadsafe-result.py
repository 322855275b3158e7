"""Another thread gets the result of the coroutine, or its error.

The loop runs in a thread of its own; plain code hands it coroutines and waits for the
concurrent.futures.Future it gets back. result() blocks only the thread that calls it.
An exception in the coroutine is raised by result(), so the loop's handler hears nothing of it.
"""
import asyncio
import threading

ARTICLE = (
    "right",
    "These methods are useful for manual event loop management in custom threading scenarios.",
)
FACTS = {
    "the first runs from, to": ('[task("divide").start, task("divide").end]', [0, 100]),
    "the second begins, and raises": (
        '[task("divide", 2).start, task("divide", 2).error]',
        [100, "ZeroDivisionError"],
    ),
    "seen in the main thread": ("printed", ["3.0 from loop", "ZeroDivisionError"]),
    "told to the loop's handler": ("handled", []),
    "threads": ("threads", ["MainThread", "loop"]),
}


async def divide(a, b):
    await asyncio.sleep(0.1)
    return f"{a / b} from {threading.current_thread().name}"


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="loop")
    thread.start()
    print(asyncio.run_coroutine_threadsafe(divide(6, 2), loop).result())
    try:
        asyncio.run_coroutine_threadsafe(divide(1, 0), loop).result()
    except ZeroDivisionError as error:
        print(type(error).__name__)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()
