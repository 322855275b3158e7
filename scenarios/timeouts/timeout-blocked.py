"""A block that passes its deadline without an await leaves timeout() unharmed.

The deadline is a timer of the loop that the block is holding. It cannot strike before the loop is
free, and at the end of the block it is taken away: no error, and expired() is False although the
block took three times as long as it may. One await inside would have been enough.
"""
import asyncio
import time

NEEDS = ">=3.11"
FACTS = {
    "the blocks": ("printed", ["no await: expired False", "one await: expired True"]),
    "cancels of main": ('task("main").cancels', 1),
    "the loop was held for (ms)": ("held", 300),
    "main": ('task("main").outcome', "returned"),
    "main ends at": ('task("main").end', 600),
}


async def main():
    async with asyncio.timeout(0.1) as timeout:
        time.sleep(0.3)
    print("no await: expired", timeout.expired())
    try:
        async with asyncio.timeout(0.1) as timeout:
            time.sleep(0.3)
            await asyncio.sleep(0.1)
    except TimeoutError:
        print("one await: expired", timeout.expired())


if __name__ == "__main__":
    asyncio.run(main())
