"""A timeout also cancels the task that the inner coroutine is awaiting.

The article says that only the outer future is tracked. But cancel() goes down the chain of
awaits: fetch() is waiting for refresh(), so refresh() is cancelled first, and fetch() gets its
CancelledError only when refresh() has ended. The other task, on which nobody waits, lives on.
"""
import asyncio

ARTICLE = ("incomplete", "Only tracks the outer future")
FACTS = {
    "the awaited task": ('task("refresh", 2).outcome', "cancelled"),
    "it ends at": ('task("refresh", 2).end', 150),
    "fetch ends at": ('coro("fetch").end', 150),
    "the other task": ('task("refresh").outcome', "returned"),
    "cancels of the other task": ('task("refresh").cancels', 0),
}


async def refresh(seconds):
    try:
        await asyncio.sleep(seconds)
    finally:
        await asyncio.sleep(0.05)


async def fetch():
    other = asyncio.create_task(refresh(0.3))
    await asyncio.create_task(refresh(1))
    await other


async def main():
    try:
        await asyncio.wait_for(fetch(), 0.1)
    except asyncio.TimeoutError:
        await asyncio.sleep(0.4)


if __name__ == "__main__":
    asyncio.run(main())
