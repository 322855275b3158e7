"""A TaskGroup whose child fails keeps the cancel of its parent.

worker() is cancelled, and on the way out a child fails. The ExceptionGroup takes the place of the
CancelledError, so "except*" swallows both. Up to 3.12 the cancel was gone then, and worker() went
on for ever. Since 3.13 (gh-116720) the group asks again, and the next await raises CancelledError.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "worker": ('task("worker").outcome', {"<3.13": "returned", ">=3.13": "cancelled"}),
    "worker ends at (ms)": ('task("worker").end', {"<3.13": 110, ">=3.13": 10}),
    "the child fails": ('task("child").error', "OSError"),
    "printed": ("printed", {"<3.13": ["caught ExceptionGroup", "and goes on"],
                            ">=3.13": ["caught ExceptionGroup"]}),
}
SEVERITY = {"3.13": "fixed"}


async def child():
    try:
        await asyncio.sleep(1)
    finally:
        raise OSError("no answer")


async def worker():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child())
    except Exception as error:
        print("caught", type(error).__name__)
    await asyncio.sleep(0.1)
    print("and goes on")


async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
