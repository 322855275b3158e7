"""Who releases a Semaphore and takes it again goes behind the waiters.

A loop of "async with semaphore" releases and takes again without a turn of the loop between. On
3.8 it got the permit each time and the waiters starved until it was through. Since bpo-45997
(3.11, and the last 3.9 and 3.10 releases) acquire() queues up behind those who wait.
"""
import asyncio

FACTS = {
    "the order": ("printed", {
        "<3.9": ["greedy 1", "greedy 2", "greedy 3", "patient"],
        ">=3.9": ["greedy 1", "patient", "greedy 2", "greedy 3"]}),
    "patient waits for": ('task("patient").waits', ["Semaphore.acquire"]),
    "all is done at (ms)": ("end", 10),
}


async def greedy(semaphore):
    for number in (1, 2, 3):
        async with semaphore:
            print("greedy", number)
            if number == 1:
                await asyncio.sleep(0.01)


async def patient(semaphore):
    async with semaphore:
        print("patient")


async def main():
    semaphore = asyncio.Semaphore(1)
    await asyncio.gather(greedy(semaphore), patient(semaphore))


if __name__ == "__main__":
    asyncio.run(main())
