"""A queue item is lost when wait_for() of a get() task is cancelled.

The inner task has taken the item and ended, and only then the outer one is cancelled. Since 3.12
(gh-96764) the cancel wins over the finished result, and nobody has the item any more. Up to
3.11 wait_for() returned it. A cancelled plain get() is safe: it leaves the item in the queue.
"""
import asyncio

FACTS = {
    "reader": ('task("reader").outcome', {"<3.12": "returned", ">=3.12": "cancelled"}),
    "printed": ("printed", {"<3.12": ["reader got letter", "left in the queue: 0"],
                            ">=3.12": ["left in the queue: 0"]}),
    "the inner task": ('task("get").outcome', "returned"),
    "cancels of reader": ('task("reader").cancels', 1),
}


async def reader(queue):
    getter = asyncio.create_task(queue.get())
    print("reader got", await asyncio.wait_for(getter, 1))


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(reader(queue))
    await asyncio.sleep(0.01)
    queue.put_nowait("letter")
    await asyncio.sleep(0)      # the inner task takes it
    task.cancel()
    await asyncio.wait([task])
    print("left in the queue:", queue.qsize())


if __name__ == "__main__":
    asyncio.run(main())
