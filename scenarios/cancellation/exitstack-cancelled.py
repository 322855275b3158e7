"""AsyncExitStack runs all of its callbacks when the block is cancelled.

The callbacks run last in, first out, and each may await: the cancel was delivered in the block
and does not come again. A second cancel() would interrupt the callback that is awaiting; the
stack goes on with those that are left.
"""
import asyncio
import contextlib

FACTS = {
    "the order": ("printed", ["close cursor", "close session", "interrupted", "close socket"]),
    "job": ('task("job").outcome', "cancelled"),
    "cancels of job": ('task("job").cancels', 2),
    "delivered": ('task("job").delivered', 2),
    "job ends at (ms)": ('task("job").end', 80),
}


async def close(name):
    print("close", name)
    try:
        await asyncio.sleep(0.03)
    except asyncio.CancelledError:
        print("interrupted")
        raise


async def job():
    async with contextlib.AsyncExitStack() as stack:
        for name in ("socket", "session", "cursor"):
            stack.push_async_callback(close, name)
        await asyncio.sleep(1)


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.sleep(0.04)       # the second callback is at work
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
