"""A cancel beats a result that has come but has not been picked up.

The future has its result, and reader() is queued to go on with it. A cancel() in that short
while cannot cancel the future any more, so the task itself is marked: on its next step it gets
CancelledError in place of the result, and nobody has the result then. What must not be lost
belongs in a queue, where a cancelled get() leaves it.
"""
import asyncio

FACTS = {
    "the future has a result": ("printed", ["the letter has arrived", "left in the queue: 1"]),
    "reader": ('task("reader").outcome', "cancelled"),
    "cancels of reader": ('task("reader").cancels', 1),
    "reader ends at (ms)": ('task("reader").end', 10),
    "queue reader": ('task("queue_reader").outcome', "cancelled"),
}


async def reader(letter):
    print(await letter)


async def queue_reader(queue):
    print(await queue.get())


async def main():
    letter, queue = asyncio.get_running_loop().create_future(), asyncio.Queue()
    tasks = [asyncio.create_task(reader(letter)), asyncio.create_task(queue_reader(queue))]
    await asyncio.sleep(0.01)
    letter.set_result("the letter has arrived")
    queue.put_nowait("a letter")
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
    print(letter.result())
    print("left in the queue:", queue.qsize())


if __name__ == "__main__":
    asyncio.run(main())
