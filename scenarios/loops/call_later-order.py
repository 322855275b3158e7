"""Overdue timers run in the order of their deadlines, late but complete.

The loop was held until all three deadlines had passed. Then it runs them, by deadline, not by the
order in which they were set, and in a single turn. A timer that was cancelled is skipped. A delay
counts from the call of call_later(): one set after the blocking code waits its full time.
"""
import asyncio
import time

FACTS = {
    "the order": ("printed", ["10 ms timer at 100 ms", "30 ms timer at 100 ms",
                              "50 ms timer at 100 ms", "set after the block at 150 ms"]),
    "the loop was held for (ms)": ("held", 100),
    "main ends at (ms)": ('task("main").end', 200),
    "timers left": ("timers_left", 0),
}


async def main():
    loop = asyncio.get_running_loop()
    start = loop.time()

    def say(name):
        print(f"{name} at {1000 * (loop.time() - start):.0f} ms")

    loop.call_later(0.05, say, "50 ms timer")
    loop.call_later(0.01, say, "10 ms timer")
    loop.call_later(0.02, say, "20 ms timer").cancel()
    loop.call_later(0.03, say, "30 ms timer")
    time.sleep(0.1)
    loop.call_later(0.05, say, "set after the block")
    await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main())
