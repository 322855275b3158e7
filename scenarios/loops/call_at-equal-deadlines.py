"""Callbacks with the same deadline do not run in the order of their calls.

The loop keeps its timers in a heap (heapq), sorted by the deadline alone, and a heap is not stable:
three timers for the same moment run as 0, 2, 1. Nothing promises an order, so do not build on one:
let the first callback schedule the next, or put the work into a queue.
"""
import asyncio

FACTS = {
    "three timers": ("printed[0]", "0 2 1"),
    "five timers": ("printed[1]", "0 2 1 3 4"),
    "all in time (ms)": ("end", 40),
    "timers left": ("timers_left", 0),
}


async def main():
    loop = asyncio.get_running_loop()
    for count in (3, 5):
        order = []
        deadline = loop.time() + 0.01
        for number in range(count):
            loop.call_at(deadline, order.append, number)
        await asyncio.sleep(0.02)
        print(*order)


if __name__ == "__main__":
    asyncio.run(main())
