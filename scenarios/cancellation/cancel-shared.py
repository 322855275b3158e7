"""Cancelling one of two tasks that await the same future cancels both.

cancel() cancels what the task is waiting for. Both readers wait for one and the same future, so
the second one ends with a CancelledError for which nobody asked. Await a shared future under
asyncio.shield(), or give each reader an asyncio.Event or a queue.
"""
import asyncio

FACTS = {
    "first": ('task("first").outcome', "cancelled"),
    "second": ('task("second").outcome', "cancelled"),
    "cancels of first": ('task("first").cancels', 1),
    "cancels of second": ('task("second").cancels', 0),
    "second ends at": ('task("second").end', 100),
}


async def first(future):
    await future


async def second(future):
    await future


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(first(future))
    other = asyncio.create_task(second(future))
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task, other])


if __name__ == "__main__":
    asyncio.run(main())
