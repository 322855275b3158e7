"""wait() takes a collection of tasks, not a single one.

What the quoted source checks is checked to this day: a task or a coroutine in place of a list is
a TypeError, a strategy that it does not know a ValueError. Both come when wait() is awaited, not
when it is called, for wait() is a coroutine. To wait for one task, await the task.
"""
import asyncio

ARTICLE = ("right", "if futures.isfuture(fs) or coroutines.iscoroutine(fs):")
FACTS = {
    "one task": ("printed[1]", "TypeError: expect a list of futures, not Task"),
    "an unknown strategy": ("printed[2]", "ValueError: Invalid return_when value: ANY"),
    "what comes before": ("printed[0]", "called, and no error yet"),
    "how the task ends": ('task("sleep").outcome', "returned"),
}


async def main():
    task = asyncio.create_task(asyncio.sleep(0.01))
    calls = [asyncio.wait(task), asyncio.wait([task], return_when="ANY")]
    print("called, and no error yet")
    for call in calls:
        try:
            await call
        except (TypeError, ValueError) as error:
            print(f"{type(error).__name__}: {error}")
    await task


if __name__ == "__main__":
    asyncio.run(main())
