"""A child's cancellation comes out of gather() as if the caller were cancelled.

Without return_exceptions a cancelled child is an error like any other: gather() ends at once
with CancelledError, and the siblings keep running. Code that re-raises CancelledError, as it
should, ends itself. Since 3.11 (bpo-46752) task.cancelling() tells the difference: it is 0.
"""
import asyncio

FACTS = {
    "the child is cancelled": ('task("one").outcome', "cancelled"),
    "requests to cancel main": ('task("main").cancels', 0),
    "yet CancelledError comes out": ('coro("both").outcome', "cancelled"),
    "at once": ('coro("both").end', 10),
    "the sibling runs on": ('task("two").outcome', "returned"),
    "main's own count": ("printed", {"<3.11": [], ">=3.11": ["cancelling: 0"]}),
}


async def both(one, two):
    await asyncio.gather(one, two)


async def main():
    one = asyncio.create_task(asyncio.sleep(0.05), name="one")
    two = asyncio.create_task(asyncio.sleep(0.05), name="two")
    asyncio.get_running_loop().call_later(0.01, one.cancel)
    try:
        await both(one, two)
    except asyncio.CancelledError:
        me = asyncio.current_task()
        if hasattr(me, "cancelling"):
            print("cancelling:", me.cancelling())
    await two


if __name__ == "__main__":
    asyncio.run(main())
