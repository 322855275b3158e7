"""get_event_loop() fails in a thread that has no loop of its own.

The main thread was the only one for which a loop was ever made (and since 3.14 not even
that, gh-126353), so code that works in a script fails inside a thread pool or a web worker.
A loop set in the main thread does not count: the current loop is kept for each thread.
asyncio.run() works in every thread, for it makes its own loop.
"""
import asyncio
import threading

ARTICLE = ("right", "There is no current event loop in thread %r.")
FACTS = {
    "get_event_loop() says": ("printed[0]", "There is no current event loop in thread 'worker'."),
    "asyncio.run() gives": ("printed[1]", "done"),
    "loops made": ("len(loops)", 2),
    "threads": ("threads", ["MainThread", "worker"]),
    "warnings": ("warnings", []),
}


def worker():
    try:
        asyncio.get_event_loop()
    except RuntimeError as error:
        print(error)
    print(asyncio.run(asyncio.sleep(0.01, "done")))


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    thread = threading.Thread(target=worker, name="worker")
    thread.start()
    thread.join()
    loop.close()
