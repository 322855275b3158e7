"""asyncio.run() did not always take an awaitable that is no coroutine.

"await job" has always worked inside a coroutine for such an object.
asyncio.run(job) was a ValueError up to 3.13: only coroutine objects were let in.
Since 3.14 run() and Runner.run() wrap any awaitable in a coroutine of their own (gh-120284).
On older versions write a small coroutine around it, as main() here does.
"""
import asyncio

ARTICLE = ("outdated", "Verify that the input is actually a coroutine")
FACTS = {
    "asyncio.run(job)": (
        "printed[0]",
        {"<3.14": "run(job): ValueError", ">=3.14": "run(job): done"},
    ),
    "asyncio.run(main())": ("printed[1]", "run(main()): done"),
    "tasks run": ("len(tasks)", {"<3.14": 1, ">=3.14": 2}),
    "the program ends at": ("end", {"<3.14": 10, ">=3.14": 20}),
}
SEVERITY = {"3.14": "new"}


class Job:
    def __await__(self):
        yield from asyncio.sleep(0.01).__await__()
        return "done"


async def main():
    return await Job()


if __name__ == "__main__":
    try:
        print("run(job):", asyncio.run(Job()))
    except ValueError:
        print("run(job): ValueError")
    print("run(main()):", asyncio.run(main()))
