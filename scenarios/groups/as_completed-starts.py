"""as_completed() starts its coroutines when it is called, not at the first step.

That is so since 3.13 (bpo-33533). Up to 3.12 as_completed() was a generator function: until the
first next() it made no task, and did not even look at its argument. One task in place of a list
was a TypeError only then. The same coroutine or task given twice counts once, on all versions.
"""
import asyncio

FACTS = {
    "before the first next()": ("printed[0]",
                                {"<3.13": "started: False", ">=3.13": "started: True"}),
    "the results": ("printed[1]", "results: ['task', 'coroutine']"),
    "a task that is no list": ("printed[2]", {"<3.13": "no error yet", ">=3.13": "TypeError"}),
    "tasks": ("len(tasks)", 3),
    "the coroutine is done at (ms)": ('task("work", 2).end', {"<3.13": 40, ">=3.13": 30}),
}
SEVERITY = {"3.13": "differs"}
started = []


async def work(name, seconds):
    started.append(name)
    await asyncio.sleep(seconds)
    return name


async def main():
    task = asyncio.create_task(work("task", 0.02))
    results = asyncio.as_completed([work("coroutine", 0.03), task, task])
    await asyncio.sleep(0.01)
    print("started:", "coroutine" in started)
    print("results:", [await result for result in results])
    try:
        asyncio.as_completed(task)
        print("no error yet")
    except TypeError as error:
        print(type(error).__name__)


if __name__ == "__main__":
    asyncio.run(main())
