"""shield() protects from a cancel of the caller, not of the inner task.

Who holds the inner task can cancel it as ever. The shield then ends cancelled, too, and the
caller gets a CancelledError for which nobody asked: its cancelling() is 0 (3.11, bpo-46752).
shield() of a task that has ended is that task itself, there is nothing to protect any more.
"""
import asyncio

FACTS = {
    "save": ('task("save").outcome', "cancelled"),
    "cancels of save": ('task("save").cancels', 1),
    "request": ('task("request").outcome', "cancelled"),
    "cancels of request": ('task("request").cancels', 0),
    "request ends at (ms)": ('task("request").end', 10),
    "the shield of an ended task": ("printed", ["is the task: True"]),
}


async def save():
    await asyncio.sleep(1)


async def request(saving):
    await asyncio.shield(saving)


async def main():
    saving = asyncio.create_task(save())
    task = asyncio.create_task(request(saving))
    await asyncio.sleep(0.01)
    saving.cancel()
    await asyncio.wait([task])
    print("is the task:", asyncio.shield(saving) is saving)


if __name__ == "__main__":
    asyncio.run(main())
