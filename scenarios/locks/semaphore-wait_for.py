"""wait_for(semaphore.acquire()) loses neither the permit nor the cancel.

The permit comes and the task is cancelled in the same turn. Up to 3.11 wait_for() had its result,
returned it and forgot the cancel (gh-86296): the task goes on, holding the permit. Since 3.12
(gh-96764) the task is cancelled and the permit is free again.
"""
import asyncio

FACTS = {
    "worker": ('task("worker").outcome', {"<3.12": "returned", ">=3.12": "cancelled"}),
    "cancels of worker": ('task("worker").cancels', 1),
    "printed": ("printed", {"<3.12": ["worker goes on", "a permit is free: True"],
                            ">=3.12": ["a permit is free: True"]}),
    "worker ends at (ms)": ('task("worker").end', 10),
}
SEVERITY = {"3.12": "fixed"}


async def worker(semaphore):
    await asyncio.wait_for(semaphore.acquire(), 1)
    print("worker goes on")
    semaphore.release()


async def main():
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    task = asyncio.create_task(worker(semaphore))
    await asyncio.sleep(0.01)
    semaphore.release()
    task.cancel()
    await asyncio.wait([task])
    print("a permit is free:", not semaphore.locked())


if __name__ == "__main__":
    asyncio.run(main())
