"""A second cancel() interrupts the cleanup that the first one started.

Cleanup that awaits is not protected: cancel() acts on whatever the task is waiting for, and here
that is the sleep in the finally block. The rest of the cleanup is skipped and the connection
stays open. Two cancels are easily had: an impatient caller, or a caller and asyncio.run().
Put cleanup that must not be skipped into a task of its own, under asyncio.shield().
"""
import asyncio

FACTS = {
    "printed": ("printed", ["closing"]),
    "cancels of job": ('task("job").cancels', 2),
    "delivered": ('task("job").delivered', 2),
    "job": ('task("job").outcome', "cancelled"),
    "job ends at": ('task("job").end', 150),
}


async def job():
    try:
        await asyncio.sleep(1)
    finally:
        print("closing")
        await asyncio.sleep(0.1)    # wait for the other side
        print("closed")


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
