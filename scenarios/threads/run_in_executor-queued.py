"""A job that has not begun in the executor is cancelled for good, a turn later.

The only thread is busy, so the second job waits in the executor's queue. cancel() of its future
returns True, and the loop withdraws the job on its next turn: it never runs. If the loop is held
until the thread is free, the job runs after all, and nobody gets what it returns.
"""
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor

FACTS = {
    "with a turn of the loop": ("printed[:2]", ["cancel(): True", "first job"]),
    "with the loop held": ("printed[2:]", ["cancel(): True", "first job", "second job"]),
    "main ends at (ms)": ('task("main").end', 400),
    "reported": ("handled", []),
}


def job(name):
    time.sleep(0.1)
    print(name)


async def main():
    loop = asyncio.get_running_loop()
    for hold in (0, 0.25):
        with ThreadPoolExecutor(1) as pool:
            first = loop.run_in_executor(pool, job, "first job")
            second = loop.run_in_executor(pool, job, "second job")
            await asyncio.sleep(0.05)
            print("cancel():", second.cancel())
            time.sleep(hold)
            await asyncio.sleep(0)
            await first


if __name__ == "__main__":
    asyncio.run(main())
