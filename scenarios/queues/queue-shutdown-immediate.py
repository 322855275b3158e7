"""shutdown(immediate=True) empties the queue and ends join().

Since 3.13 (gh-96471). The items that nobody has taken are dropped and count as done, so join()
returns although no work was done on them; get() raises QueueShutDown at once. A plain shutdown()
lets the queue run empty first (see queue-shutdown).
"""
import asyncio

NEEDS = ">=3.13"
FACTS = {
    "items left": ("printed[0]", "2 items, then 0"),
    "the one in join()": ('task("joiner").outcome', "returned"),
    "it ends at (ms)": ('task("joiner").end', 10),
    "get() raises": ("printed[1]", "get: QueueShutDown"),
    "a producer that waits": ('task("producer").error', "asyncio.QueueShutDown"),
}


async def joiner(queue):
    await queue.join()


async def producer(queue):
    await queue.put("c")        # waits, the queue is full


async def main():
    queue = asyncio.Queue(maxsize=2)
    queue.put_nowait("a")
    queue.put_nowait("b")
    tasks = [asyncio.create_task(joiner(queue)), asyncio.create_task(producer(queue))]
    await asyncio.sleep(0.01)
    before = queue.qsize()
    queue.shutdown(immediate=True)
    print(f"{before} items, then {queue.qsize()}")
    try:
        await queue.get()
    except asyncio.QueueShutDown as error:
        print("get:", type(error).__name__)
    await asyncio.gather(*tasks, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main())
