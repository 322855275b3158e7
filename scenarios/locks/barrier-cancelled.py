"""A cancelled waiter gives its place in a Barrier back.

The barrier waits for two. One comes, is cancelled while it waits, and does not count any more:
the next one waits for a second again. The barrier is not broken by that, unlike threading's.
Barrier came with 3.11 (bpo-43352); Barrier(0) is a ValueError, in other words since 3.14
(gh-129403).
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "the cancelled one": ('task("runner").outcome', "cancelled"),
    "waiting after it": ("printed[0]", "waiting: 0, broken: False"),
    "the next waits until (ms)": ('task("runner", 2).end', 60),
    "the partner": ('task("runner", 3).end', 60),
    "Barrier(0)": ("printed[1]",
                   {"<3.14": "parties must be > 0", ">=3.14": "parties must be >= 1"}),
}


async def runner(barrier):
    await barrier.wait()


async def main():
    barrier = asyncio.Barrier(2)
    first = asyncio.create_task(runner(barrier))
    await asyncio.sleep(0.01)
    first.cancel()
    await asyncio.wait([first])
    print(f"waiting: {barrier.n_waiting}, broken: {barrier.broken}")
    second = asyncio.create_task(runner(barrier))
    await asyncio.sleep(0.05)
    await asyncio.wait([second, asyncio.create_task(runner(barrier))])
    try:
        asyncio.Barrier(0)
    except ValueError as error:
        print(error)


if __name__ == "__main__":
    asyncio.run(main())
