"""A block that swallows the cancel leaves asyncio.timeout() without any error.

timeout() raises TimeoutError only if a CancelledError arrives at the end of its block. Here the
block catches it and goes on, past the deadline, and the lines after it run as if all was well.
The only sign is expired(). The cancel request is taken back all the same, so the task is not
left half cancelled.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "after the block": ("printed", ["expired: True", "cancelling: 0"]),
    "main": ('task("main").outcome', "returned"),
    "main ends at": ('task("main").end', 300),
    "cancels of main": ('task("main").cancels', 1),
    "delivered": ('task("main").delivered', 1),
}


async def main():
    async with asyncio.timeout(0.1) as limit:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            pass
        await asyncio.sleep(0.2)
    print("expired:", limit.expired())
    print("cancelling:", asyncio.current_task().cancelling())


if __name__ == "__main__":
    asyncio.run(main())
