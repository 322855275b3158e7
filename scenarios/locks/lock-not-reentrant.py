"""A task that takes a Lock twice waits for itself for ever.

asyncio.Lock knows whether it is taken, not by whom, so the second "async with" waits for a
release that only the waiting task could do. threading has RLock for this; asyncio has no such
lock. The way out is a helper that expects the lock to be held and does not take it.
"""
import asyncio

FACTS = {
    "the program": ("outcome", "deadlock"),
    "main": ('task("main").outcome', "never ended"),
    "save, called by it": ('coro("save").outcome', "never ended"),
    "main waits for": ('task("main").waits', ["Lock.acquire"]),
    "it got to": ("printed", ["update has the lock"]),
}


async def save(lock):
    async with lock:
        print("save has the lock")


async def update(lock):
    async with lock:
        print("update has the lock")
        await save(lock)


async def main():
    await update(asyncio.Lock())


if __name__ == "__main__":
    asyncio.run(main())
