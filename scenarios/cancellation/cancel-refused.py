"""When an awaited task refuses a cancel, the task that awaits it escapes, too.

cancel() is passed on to inner(), and outer() learns only how inner() ended. inner() swallows the
cancel and returns a value, so outer() simply goes on: a cancel was asked for, cancel() returned
True, and CancelledError was never raised in outer().
"""
import asyncio

FACTS = {
    "inner swallowed it": ('task("inner").swallowed', True),
    "outer": ('task("outer").outcome', "returned"),
    "cancels of outer": ('task("outer").cancels', 1),
    "delivered to outer": ('task("outer").delivered', 0),
    "outer ends at": ('task("outer").end', 150),
    "printed": ("printed", ["outer goes on with None"]),
}


async def inner():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        await asyncio.sleep(0.05)   # and forgets to raise it again


async def outer():
    print("outer goes on with", await asyncio.create_task(inner()))


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
