"""A Condition that takes its lock back keeps the CancelledError it has met.

wait() must hold the lock again before it leaves, cancelled or not, and a second cancel may meet it
there. Up to 3.12 it then raised a new CancelledError without any message. Since 3.13 (gh-111693)
the one that it caught comes out, with its message. cancel() takes messages since 3.9 (bpo-31033).
"""
import asyncio

NEEDS = ">=3.9"
FACTS = {
    "the waiter sees": ("printed", {"<3.13": ["()"], ">=3.13": ["('second',)"]}),
    "waiter": ('task("waiter").outcome', "cancelled"),
    "cancels of waiter": ('task("waiter").cancels', 2),
    "waiter ends at (ms)": ('task("waiter").end', 50),
}


async def waiter(condition):
    async with condition:
        try:
            await condition.wait()
        except asyncio.CancelledError as error:
            print(error.args)
            raise


async def main():
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter(condition))
    await asyncio.sleep(0.01)
    async with condition:
        task.cancel("first")
        await asyncio.sleep(0.02)       # now it waits for the lock
        task.cancel("second")
        await asyncio.sleep(0.02)
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
