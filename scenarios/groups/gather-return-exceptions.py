"""return_exceptions=True makes gather() return errors as results.

An exception takes the place of the result, and so does the CancelledError of a child that was
cancelled. Nothing is raised, and gather() waits until the last child has ended. Whoever does not
look through the list never learns of an error: it counts as retrieved.
"""
import asyncio

ARTICLE = ("right", "When True, exceptions are captured and returned as results, allowing all "
                    "tasks to complete normally.")
FACTS = {
    "the list": ("printed", ["ValueError", "CancelledError", "str"]),
    "gather returns at (ms)": ('coro("collect").end', 30),
    "how it returns": ('coro("collect").outcome', "returned"),
    "the failed task": ('task("fails").error', "ValueError"),
    "the cancelled task": ('task("works").outcome', "cancelled"),
    "reported or logged": ("handled + logged", []),
}


async def fails():
    raise ValueError


async def works():
    await asyncio.sleep(0.03)
    return "result"


async def collect():
    works_too = asyncio.create_task(works())
    asyncio.get_running_loop().call_later(0.01, works_too.cancel)
    return await asyncio.gather(fails(), works_too, works(), return_exceptions=True)


async def main():
    for result in await collect():
        print(type(result).__name__)


if __name__ == "__main__":
    asyncio.run(main())
