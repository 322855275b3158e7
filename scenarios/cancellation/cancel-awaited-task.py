"""Cancelling a task that awaits another task cancels the other one first.

cancel() does not raise anything in outer(): it goes on to what outer() waits for. inner() is
cancelled, cleans up for 50 ms, and only its end brings the CancelledError to outer(). So who
cancels a task cancels everything that it is waiting for, shared tasks included.
"""
import asyncio

FACTS = {
    "inner": ('task("inner").outcome', "cancelled"),
    "cancels of inner": ('task("inner").cancels', 1),
    "outer": ('task("outer").outcome', "cancelled"),
    "outer ends at": ('task("outer").end', 150),
    "printed": ("printed", ["inner has cleaned up", "outer hears of it"]),
}


async def inner():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.05)
        print("inner has cleaned up")


async def outer():
    try:
        await asyncio.create_task(inner())
    finally:
        print("outer hears of it")


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
