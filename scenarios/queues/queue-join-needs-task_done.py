"""queue.join() waits for task_done(), not for an empty queue.

get() takes an item out, yet it counts as unfinished until task_done() is called for it. A consumer
that fails before that call leaves join() waiting for ever. Call task_done() in a finally block.
One call too many is a ValueError.
"""
import asyncio

FACTS = {
    "the program": ("outcome", "deadlock"),
    "the queue is empty": ("printed", ["one call too many: ValueError", "items left: 0"]),
    "the consumer": ('task("consumer").error', "KeyError"),
    "main waits for": ('task("main").waits', ["sleep(0.01)", "Queue.join"]),
    "main": ('task("main").outcome', "never ended"),
}


async def consumer(queue):
    item = await queue.get()
    raise KeyError(item)
    queue.task_done()


async def main():
    queue = asyncio.Queue()
    try:
        queue.task_done()
    except ValueError as error:
        print("one call too many:", type(error).__name__)
    queue.put_nowait("letter")
    task = asyncio.create_task(consumer(queue))
    await asyncio.sleep(0.01)
    print("items left:", queue.qsize())
    await queue.join()


if __name__ == "__main__":
    asyncio.run(main())
