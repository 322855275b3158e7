"""FIRST_EXCEPTION takes no notice of a task that is cancelled.

For FIRST_COMPLETED a cancelled task is finished like any other. For FIRST_EXCEPTION it has not
failed: wait() goes on until a task really fails, and if none does, until the last has ended.
Code that waits for "the first that goes wrong" does not learn of a cancellation.
"""
import asyncio

ARTICLE = ("incomplete", "FIRST_EXCEPTION: return when any task raises an exception")
FACTS = {
    "one task is cancelled at (ms)": ('task("first").end', 10),
    "FIRST_COMPLETED returns at (ms)": ('coro("wait").end', 10),
    "FIRST_EXCEPTION only at (ms)": ('coro("wait", 2).end', 30),
    "the other task ends at (ms)": ('task("second").end', 30),
    "left pending": ("printed", ["pending: 1", "pending: 0"]),
}


async def main():
    first = asyncio.create_task(asyncio.sleep(1), name="first")
    second = asyncio.create_task(asyncio.sleep(0.03), name="second")
    asyncio.get_running_loop().call_later(0.01, first.cancel)
    for strategy in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION):
        _, pending = await asyncio.wait([first, second], return_when=strategy)
        print("pending:", len(pending))


if __name__ == "__main__":
    asyncio.run(main())
