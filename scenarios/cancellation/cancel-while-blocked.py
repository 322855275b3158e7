"""cancel() cannot interrupt a task in the middle of plain code.

A thread asks for the cancel after 50 ms, while job() holds the loop with time.sleep(). The
request has to wait like everything else: the loop sees it at 300 ms, and CancelledError arrives
at the first await that follows. Only code that awaits can be cancelled.
"""
import asyncio
import threading
import time

FACTS = {
    "job": ('task("job").outcome', "cancelled"),
    "cancels of job": ('task("job").cancels', 1),
    "it ends at (ms)": ('task("job").end', 300),
    "the loop was held for (ms)": ("held", 300),
    "the order": ("printed", ["asked to cancel", "the plain code is done"]),
}


def ask(loop, task):
    time.sleep(0.05)
    print("asked to cancel")
    loop.call_soon_threadsafe(task.cancel)


async def job():
    time.sleep(0.3)
    print("the plain code is done")
    await asyncio.sleep(1)
    print("never printed")


async def main():
    task = asyncio.create_task(job())
    thread = threading.Thread(target=ask, args=(asyncio.get_running_loop(), task), name="asker")
    thread.start()
    await asyncio.wait([task])
    thread.join()


if __name__ == "__main__":
    asyncio.run(main())
