"""A task started inside wait_for outlives the timeout.

Cancellation follows the chain of awaits, not who created whom. fetch() started refresh() as a
task and does not await it at that moment, so the timeout ends fetch() and leaves refresh() alone:
it runs to its normal end, 200 ms after the deadline. Cancel such tasks yourself in fetch()'s
finally block, or start them in an asyncio.TaskGroup (3.11 and later).
"""
import asyncio

ARTICLE = ("right", "nested tasks created with create_task inside the coroutine")
FACTS = {
    "fetch": ('coro("fetch").outcome', "cancelled"),
    "fetch ends at": ('coro("fetch").end', 100),
    "refresh": ('task("refresh").outcome', "returned"),
    "refresh ends at": ('task("refresh").end', 300),
    "cancels of refresh": ('task("refresh").cancels', 0),
}


async def refresh():
    await asyncio.sleep(0.3)


async def fetch():
    refreshing = asyncio.create_task(refresh())
    await asyncio.sleep(1)
    await refreshing


async def main():
    try:
        await asyncio.wait_for(fetch(), 0.1)
    except asyncio.TimeoutError:
        await asyncio.sleep(0.4)    # the program goes on


if __name__ == "__main__":
    asyncio.run(main())
