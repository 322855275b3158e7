"""A cancel swallowed long ago comes back when a TaskGroup fails.

worker() swallowed a cancel and did not call uncancel(), so its cancelling() stays 1. Later a group
in it fails for another reason. Since 3.13 (gh-116720) the group sees the old count, takes it
for a cancel that must not be lost, and asks again: the next await raises CancelledError. Up to
3.12 only the count went wrong. Who swallows a cancel for good should call uncancel().
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "worker": ('task("worker").outcome', {"<3.13": "returned", ">=3.13": "cancelled"}),
    "the count after the group": ("printed[0]",
                                  {"<3.13": "cancelling: 2", ">=3.13": "cancelling: 1"}),
    "after the next await": ("printed[1:]", {"<3.13": ["goes on"], ">=3.13": []}),
    "the first cancel was asked at (ms)": ('coro("swallows").end', 10),
}


async def swallows():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        pass


async def fails():
    raise ValueError


async def worker():
    await swallows()
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
    except Exception:
        print("cancelling:", asyncio.current_task().cancelling())
    await asyncio.sleep(0.01)
    print("goes on")


async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
