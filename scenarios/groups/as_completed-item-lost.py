"""A cancelled step of as_completed() loses no result.

wait_for() gives up on one step of the loop. Releases from 3.13, the first with "async for" here
(bpo-33533), had counted that step already, so one result fewer came out and the loop ended early,
without an error. Since gh-158004 (3.14.9 and 3.15.1) a step counts when it has its result.
"""
import asyncio

NEEDS = ">=3.13"
FACTS = {
    "what comes out": ("printed", {
        "<3.14.9": ["timed out", "quick"], "==3.15.0": ["timed out", "quick"],
        ">=3.14.9": ["timed out", "quick", "slow"]}),
    "both tasks end": ('[task("fetch", n).outcome for n in (1, 2)]', ["returned", "returned"]),
    "the slow one ends at (ms)": ('task("fetch", 2).end', 60),
    "main": ('task("main").outcome', "returned"),
}
SEVERITY = {"3.14": "fixed"}


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    tasks = [asyncio.create_task(fetch("quick", 0.03)), asyncio.create_task(fetch("slow", 0.06))]
    results = asyncio.as_completed(tasks)
    while True:
        try:
            task = await asyncio.wait_for(results.__anext__(), 0.02)
        except TimeoutError:
            print("timed out")
            await asyncio.sleep(0.1)
        except StopAsyncIteration:
            break
        else:
            print(task.result())


if __name__ == "__main__":
    asyncio.run(main())
