"""asyncio.run() works in two threads at once: each has its own loop.

The running loop is kept for each thread, so neither run() sees the other.
Both sleep at once, and the program takes as long as the longer one.
Their loops share nothing: a task, a future or a lock of one is of no use in the other,
and only the functions named "threadsafe" may cross between them.
"""
import asyncio
import threading

FACTS = {
    "loops made": ("len(loops)", 2),
    "threads": ("threads", ["MainThread", "short", "long"]),
    "one task runs from, to": ('[task("short").start, task("short").end]', [0, 100]),
    "the other": ('[task("long").start, task("long").end]', [0, 150]),
    "the program ends at": ("end", 150),
    "printed": ("printed", ["the same loop: False"]),
}

seen = []


async def main(delay):
    asyncio.current_task().set_name(threading.current_thread().name)
    seen.append(asyncio.get_running_loop())
    await asyncio.sleep(delay)


def worker(delay):
    asyncio.run(main(delay))


if __name__ == "__main__":
    threads = [
        threading.Thread(target=worker, args=(0.1,), name="short"),
        threading.Thread(target=worker, args=(0.15,), name="long"),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("the same loop:", seen[0] is seen[1])
