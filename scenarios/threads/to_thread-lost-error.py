"""An error in a thread is lost when the await of to_thread() was cancelled.

The task gets its CancelledError at once, and the thread works on, for a thread cannot be stopped.
When it fails later on, there is nobody left to tell: no log line, no report. asyncio.run() only
waits for it to end (3.9, bpo-34037). Catch and log errors inside the function.
"""
import asyncio
import time

NEEDS = ">=3.9"
FACTS = {
    "the order": ("printed", ["the task is cancelled", "the thread fails", "run() returned"]),
    "the task ends at (ms)": ('task("saver").end', 50),
    "the program ends at (ms)": ("end", 200),
    "reported, logged or warned": ("handled + logged + warnings", []),
}


def save():
    time.sleep(0.2)
    print("the thread fails")
    raise OSError("disk full")


async def saver():
    await asyncio.to_thread(save)


async def main():
    task = asyncio.create_task(saver())
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([task])
    print("the task is cancelled")


if __name__ == "__main__":
    asyncio.run(main())
    print("run() returned")
