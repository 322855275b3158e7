"""One time.sleep() stops every task on the loop.

All tasks of a loop share one thread, and a step runs until it awaits. While main blocks, the
timer of ticker falls due and nobody is there to see it: the tick planned for 20 ms comes at
215 ms. No error and no warning tells of it, except in debug mode. Blocking work belongs into a
thread (run_in_executor; asyncio.to_thread since 3.9), waiting into await asyncio.sleep().
"""
import asyncio
import time

FACTS = {
    "the loop was held for (ms)": ("held", 200),
    "the ticks": ("printed", ["tick at 10 ms", "tick at 215 ms", "tick at 225 ms"]),
    "ticker ends at (ms)": ('task("ticker").end', 225),
    "main blocks until (ms)": ('coro("blocker").end', 215),
    "what asyncio says about it": ("logged + warnings", []),
}


async def ticker():
    loop = asyncio.get_running_loop()
    start = loop.time()
    for _ in range(3):
        await asyncio.sleep(0.01)
        print(f"tick at {(loop.time() - start) * 1000:.0f} ms")


async def blocker():
    await asyncio.sleep(0.015)
    time.sleep(0.2)


async def main():
    task = asyncio.create_task(ticker())
    await blocker()
    await task


if __name__ == "__main__":
    asyncio.run(main())
