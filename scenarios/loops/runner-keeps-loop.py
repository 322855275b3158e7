"""A Runner runs several coroutines on one loop, and tasks live on between.

asyncio.run() cancels what is left after each call. asyncio.Runner (3.11, bpo-47062) does that only
in close(), at the end of its "with" block. Between two run() calls nothing runs: the ticker stands
still, and goes on with the next run().
"""
import asyncio
import time

NEEDS = ">=3.11"
FACTS = {
    "loops": ("len(loops)", 1),
    "the ticks": ("printed", ["tick at 10 ms", "tick at 20 ms", "not running for 100 ms",
                              "tick at 125 ms", "tick at 135 ms"]),
    "the ticker": ('task("ticker").outcome', "cancelled"),
    "cancelled by": ('task("ticker").cancelled_by', ["_cancel_all_tasks"]),
    "it ends at (ms)": ('task("ticker").end', 140),
}
tasks = []


async def ticker(start, clock):
    while True:
        await asyncio.sleep(0.01)
        print(f"tick at {1000 * (clock() - start):.0f} ms")


async def first():
    clock = asyncio.get_running_loop().time
    tasks.append(asyncio.create_task(ticker(clock(), clock)))
    await asyncio.sleep(0.025)


async def second():
    await asyncio.sleep(0.015)


if __name__ == "__main__":
    with asyncio.Runner() as runner:
        runner.run(first())
        time.sleep(0.1)
        print("not running for 100 ms")
        runner.run(second())
