"""gather() runs its coroutines even if nobody awaits it.

gather() is a plain function: it makes the tasks at once and returns a future for all of them.
Without an await the tasks run all the same. What goes missing is the error: it is reported only
when the future is freed, as "_GatheringFuture exception was never retrieved".
"""
import asyncio

FACTS = {
    "gather() returns": ("printed", ["_GatheringFuture", "main goes on"]),
    "the tasks ran": ('[task("fetch").outcome, task("fails").outcome]', ["returned", "raised"]),
    "fetch ends at (ms)": ('task("fetch").end', 20),
    "reported": ("handled", ["_GatheringFuture exception was never retrieved"]),
    "main": ('task("main").outcome', "returned"),
}


async def fetch():
    await asyncio.sleep(0.02)


async def fails():
    await asyncio.sleep(0.01)
    raise ValueError("nobody hears of it")


async def main():
    print(type(asyncio.gather(fetch(), fails())).__name__)
    await asyncio.sleep(0.05)
    print("main goes on")


if __name__ == "__main__":
    asyncio.run(main())
