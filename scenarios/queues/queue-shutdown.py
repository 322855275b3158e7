"""shutdown() wakes every waiting getter with QueueShutDown.

Since 3.13 (gh-96471) a queue can be closed. What is in it can still be taken; then get() raises
QueueShutDown, for those who wait already and for those who come later. put() raises it at
once. Consumers end by themselves, and no "stop" item per consumer has to be put in.
"""
import asyncio

NEEDS = ">=3.13"
FACTS = {
    "the items are taken": ("printed[:2]", ["got a", "got b"]),
    "both consumers end": ('[task("consumer", n).error for n in (1, 2)]',
                           ["asyncio.QueueShutDown", "asyncio.QueueShutDown"]),
    "at (ms)": ('task("consumer").end', 10),
    "put raises": ("printed[2:]", ["put: QueueShutDown"]),
}


async def consumer(queue):
    while True:
        print("got", await queue.get())


async def main():
    queue = asyncio.Queue()
    consumers = [asyncio.create_task(consumer(queue)) for _ in range(2)]
    queue.put_nowait("a")
    queue.put_nowait("b")
    await asyncio.sleep(0.01)
    queue.shutdown()
    try:
        await queue.put("c")
    except asyncio.QueueShutDown as error:
        print("put:", type(error).__name__)
    await asyncio.gather(*consumers, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main())
