"""put() and get() that need not wait give nobody else a turn.

They are coroutines, but they suspend only when they must wait. A loop over a queue that is
never empty and never full runs through in one step of its task, and other tasks starve as long:
observer, ready from the start, sees only the end. An await asyncio.sleep(0) inside the loop
lets the others run.
"""
import asyncio

ARTICLE = ("right", "inserting await asyncio.sleep(0) yields control, preventing other "
                    "coroutines from starvation")
FACTS = {
    "what observer sees": ("printed", ["items handled: 1000"]),
    "steps of mill": ('task("mill").steps', 1),
    "mill suspends for": ('task("mill").waits', []),
    "observer was made at (ms)": ('task("observer").start', 0),
}
handled = []


async def mill(items):
    queue = asyncio.Queue()
    for item in range(items):
        await queue.put(item)
        handled.append(await queue.get())


async def observer():
    print("items handled:", len(handled))


async def main():
    await asyncio.gather(mill(1000), observer())


if __name__ == "__main__":
    asyncio.run(main())
