"""A loop made in one thread can run in another, and back again.

new_event_loop() ties the loop to no thread and does not make it the current one.
A loop knows its thread only while it runs; between two runs it belongs to nobody.
That is what makes the pattern "make the loop here, run it in a thread" work.
"""
import asyncio
import threading

ARTICLE = ("wrong", "Creates a new event loop in the current thread")
FACTS = {
    "loops made": ("len(loops)", 1),
    "the same loop ran": ("printed", ["in worker", "in MainThread"]),
    "the tasks": ('[task("where").outcome, task("where", 2).outcome]', ["returned", "returned"]),
    "the second begins at": ('task("where", 2).start', 10),
}


async def where():
    await asyncio.sleep(0.01)
    print("in", threading.current_thread().name)


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    worker = threading.Thread(
        target=lambda: loop.run_until_complete(where()), name="worker"
    )
    worker.start()
    worker.join()
    loop.run_until_complete(where())
    loop.close()
