"""With return_exceptions=True gather() waits for all and returns the errors.

An exception takes the place of the result, and so does the CancelledError of a child that was
cancelled. Nothing is raised, and the others run to their end. Whoever does not look through the
list never learns of an error: it counts as retrieved.
"""
import asyncio

ARTICLE = ("right", "When True, exceptions are captured and returned as results, allowing all "
                    "tasks to complete normally.")
FACTS = {
    "the list": ("printed", ["ValueError", "CancelledError", "str"]),
    "main goes on with the last one": ('coro("collect").end', 30),
    "nothing is raised": ('coro("collect").outcome', "returned"),
    "the failed task": ('task("fails").error', "ValueError"),
    "reported or logged": ("handled + logged", []),
}


async def fails():
    raise ValueError


async def works():
    await asyncio.sleep(0.03)
    return "result"


async def collect():
    cancelled = asyncio.create_task(works(), name="cancelled")
    cancelled.cancel()
    return await asyncio.gather(fails(), cancelled, works(), return_exceptions=True)


async def main():
    for result in await collect():
        print(type(result).__name__)


if __name__ == "__main__":
    asyncio.run(main())
