"""get() on an empty queue waits for ever when no producer is left.

The queue does not know who fills it. Here the producer fails after one item; its exception
stays in its task, and the consumer waits for a second item that nobody will bring. asyncio does
not notice that nothing can happen any more. Since 3.13 (gh-96471) the producer can say so with
queue.shutdown() in a finally block.
"""
import asyncio

FACTS = {
    "the program": ("outcome", "deadlock"),
    "the producer": ('task("producer").error', "ValueError"),
    "reports of its error": ("handled", []),
    "the consumer got": ("printed", ["got item 1"]),
    "then it waits for": ('task("main").waits', ["Queue.get", "Queue.get"]),
    "how that ends": ('task("main").outcome', "never ended"),
}


async def producer(queue):
    await queue.put("item 1")
    raise ValueError("out of stock")


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(producer(queue))
    while not task.cancelled():
        print("got", await queue.get())


if __name__ == "__main__":
    asyncio.run(main())
