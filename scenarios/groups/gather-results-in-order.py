"""gather() returns results in the order of its arguments.

The coroutines run at the same time, each in a task of its own, and gather() waits for the
slowest: 30 ms, not 60. The list of results follows the arguments, even where a later argument
is ready first. One task given twice runs once and gives its result twice.
"""
import asyncio

ARTICLE = ("right", "Executes multiple coroutines or Futures concurrently and collects their "
                    "results.")
FACTS = {
    "the results": ("printed", ["['slow', 'quick', 'middle', 'quick']"]),
    "quick is ready at (ms)": ('task("quick").end', 10),
    "slow is ready at (ms)": ('task("fetch", 2).end', 30),
    "main has the list at (ms)": ('task("main").end', 30),
    "tasks": ("len(tasks)", 4),
    "who made them": ('task("fetch", 2).maker', "main"),
}


async def fetch(page, seconds):
    await asyncio.sleep(seconds)
    return page


async def main():
    quick = asyncio.create_task(fetch("quick", 0.01), name="quick")
    print(await asyncio.gather(fetch("slow", 0.03), quick, fetch("middle", 0.02), quick))


if __name__ == "__main__":
    asyncio.run(main())
