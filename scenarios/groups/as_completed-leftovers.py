"""Leaving an as_completed() loop early leaves the other tasks running.

as_completed() gives the results as they come in. It cancels nothing: after the break the slow
fetch goes on, and here its error is nobody's: the loop reports it when the task is freed.
What the loop yields are helper coroutines, not the tasks. Since 3.13 (bpo-33533) "async for"
yields the tasks themselves.
"""
import asyncio

FACTS = {
    "the first result": ("printed[0]", "quick"),
    "it comes at (ms)": ('coro("first").end', 10),
    "cancels of the other task": ('task("slow").cancels', 0),
    "it ends at (ms)": ('task("slow").end', 50),
    "what the loop reports": ("handled", ["Task exception was never retrieved"]),
    "works with async for": ("printed[1]", {"<3.13": "no", ">=3.13": "yes"}),
}
SEVERITY = {"3.13": "new"}


async def quick():
    await asyncio.sleep(0.01)
    return "quick"


async def slow():
    await asyncio.sleep(0.05)
    raise ValueError("too late for the result")


async def first(*tasks):
    for result in asyncio.as_completed(tasks):
        print(await result)
        break


async def main():
    await first(asyncio.create_task(slow()), asyncio.create_task(quick()))
    print("yes" if hasattr(asyncio.as_completed([]), "__aiter__") else "no")
    await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main())
