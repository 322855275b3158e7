"""timeout() works in the cleanup of a task that has been cancelled.

The cleanup limits itself to 50 ms. The task counts one cancel already, and timeout() compares with
the count at its start, not with zero: so its own deadline still becomes a TimeoutError. A first
version got this wrong (gh-102780, 3.12 and later releases of 3.11). A cancel swallowed earlier does
no harm either.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "in the cleanup": ("printed", ["cancelling: 1", "TimeoutError", "cancelling: 1"]),
    "job": ('task("job").outcome', "cancelled"),
    "asked by": ('task("job").cancelled_by', ["", "Timeout._on_timeout"]),
    "job ends at (ms)": ('task("job").end', 60),
}


async def job():
    try:
        await asyncio.sleep(1)
    finally:
        print("cancelling:", asyncio.current_task().cancelling())
        try:
            async with asyncio.timeout(0.05):
                await asyncio.sleep(1)      # a server that does not answer
        except TimeoutError as error:
            print(type(error).__name__)
        print("cancelling:", asyncio.current_task().cancelling())


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
