"""Every asyncio.run() makes a loop of its own and closes it at the end.

Nothing of one run is there in the next: not the loop, not its tasks, not what was
bound to it, such as a connection or a lock that somebody had to wait for.
A program that calls asyncio.run() once per request starts from nothing each time.
To run several coroutines on one loop, use asyncio.Runner (3.11, bpo-47062).
"""
import asyncio

ARTICLE = ("right", "then cleans up by removing and closing the loop")
FACTS = {
    "loops made by two runs": ("len(loops)", 2),
    "printed": ("printed", ["the same: False", "closed: True True"]),
    "the first run's task": ('[task("which").start, task("which").end]', [0, 10]),
    "the second run's task": ('[task("which", 2).start, task("which", 2).end]', [10, 20]),
}


async def which():
    await asyncio.sleep(0.01)
    return asyncio.get_running_loop()


if __name__ == "__main__":
    first = asyncio.run(which())
    second = asyncio.run(which())
    print("the same:", first is second)
    print("closed:", first.is_closed(), second.is_closed())
