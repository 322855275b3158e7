"""await sleep(0) gives every ready task exactly one step, no more.

sleep(0) sets no timer. The task goes to the end of the queue once: each task that is ready runs
until its next await that suspends, then the sleeper goes on. A worker of four steps needs four
such turns, and code that counts on one sleep(0) to let another task finish works by luck.
"""
import asyncio

ARTICLE = ("right", "inserting await asyncio.sleep(0) yields control, preventing other "
                    "coroutines from starvation")
FACTS = {
    "turn by turn": ("printed", [
        "main 1", "worker 1", "main 2", "worker 2", "main 3", "worker 3", "worker done"]),
    "steps of the worker": ('task("worker").steps', 4),
    "steps of main": ('task("main").steps', 5),
    "time that passes (ms)": ("end", 0),
}


async def worker():
    for number in (1, 2, 3):
        print("worker", number)
        await asyncio.sleep(0)
    print("worker done")


async def main():
    task = asyncio.create_task(worker())
    for number in (1, 2, 3):
        print("main", number)
        await asyncio.sleep(0)
    await task


if __name__ == "__main__":
    asyncio.run(main())
