"""A permit of a Semaphore survives the cancel of the waiter it was meant for.

release() wakes the only waiter, which is cancelled before it runs, so the permit is free for
whoever comes next. The last release of 3.9 has half of a fix (gh-90155, complete in 3.10): there
the semaphore takes it for promised from then on, and everybody who comes waits for ever.
"""
import asyncio

FACTS = {
    "the program": ("outcome", {
        "<3.9": "returned", ">=3.9,<3.10": "deadlock", ">=3.10": "returned"}),
    "the first waiter": ('task("worker").outcome', "cancelled"),
    "the second": ('task("worker", 2).outcome', {
        "<3.9": "returned", ">=3.9,<3.10": "never ended", ">=3.10": "returned"}),
    "printed": ("printed", {"<3.9": ["second has a permit"], ">=3.9,<3.10": [],
                            ">=3.10": ["second has a permit"]}),
}


async def worker(semaphore, name):
    async with semaphore:
        print(name, "has a permit")


async def main():
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    task = asyncio.create_task(worker(semaphore, "first"))
    await asyncio.sleep(0.01)
    semaphore.release()
    task.cancel()
    await asyncio.wait([task])
    await asyncio.create_task(worker(semaphore, "second"))


if __name__ == "__main__":
    asyncio.run(main())
