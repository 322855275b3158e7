"""A cancelled child makes gather() raise CancelledError.

Without return_exceptions a cancelled child is an error like any other: gather() ends at once
with CancelledError, and the siblings keep running. Code that re-raises CancelledError, as it
should, ends itself. Since 3.11 (bpo-46752) task.cancelling() tells the difference: it is 0.
"""
import asyncio

FACTS = {
    "the child": ('task("first").outcome', "cancelled"),
    "cancels of main": ('task("main").cancels', 0),
    "yet the gather in it was": ('coro("collect").outcome', "cancelled"),
    "at (ms)": ('coro("collect").end', 10),
    "the sibling": ('task("second").outcome', "returned"),
    "main's own count": ("printed", {">=3.11": ["cancelling: 0"]}),
}


async def collect(*tasks):
    await asyncio.gather(*tasks)


async def main():
    first = asyncio.create_task(asyncio.sleep(0.05), name="first")
    second = asyncio.create_task(asyncio.sleep(0.05), name="second")
    asyncio.get_running_loop().call_later(0.01, first.cancel)
    try:
        await collect(first, second)
    except asyncio.CancelledError:
        me = asyncio.current_task()
        if hasattr(me, "cancelling"):
            print("cancelling:", me.cancelling())
    await second


if __name__ == "__main__":
    asyncio.run(main())
