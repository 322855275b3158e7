"""A task started during the shutdown of asyncio.run() is never cancelled.

asyncio.run() makes its list of left-over tasks once. flush() is started by the cleanup of one
of them and is not on the list: it gets one step, then the loop is closed over it. Not one line
of its finally block may await; "Task was destroyed but it is pending!" is all that is said.
"""
import asyncio
import gc

ARTICLE = ("incomplete", "Cancel any remaining tasks before shutdown")
FACTS = {
    "worker": ('task("worker").outcome', "cancelled"),
    "flush": ('task("flush").outcome', "never ended"),
    "cancels of flush": ('task("flush").cancels', 0),
    "freed while pending": ('task("flush").freed', True),
    "reported": ("handled", ["Task was destroyed but it is pending!"]),
}


async def flush():
    await asyncio.sleep(0.1)


async def worker():
    try:
        await asyncio.sleep(1)
    finally:
        asyncio.create_task(flush())


async def main():
    asyncio.create_task(worker())
    await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main())
    gc.collect()
