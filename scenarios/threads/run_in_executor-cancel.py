"""A cancelled await of run_in_executor() leaves its thread running.

wait_for() gives up after 100 ms, but a thread that has begun cannot be interrupted:
it works on for 300 ms, and what it returns is thrown away.
Since 3.9 asyncio.run() waits for it before it returns (bpo-34037), so the time-out
saves no time here; 3.8 returns at once, and the thread ends after it.
"""
import asyncio
import time

FACTS = {
    "main ends at": ('task("main").end', 100),
    "the program ends at": ("end", 300),
    "order": (
        "printed",
        {
            "<3.9": ["timed out", "run() returned", "the job is done"],
            ">=3.9": ["timed out", "the job is done", "run() returned"],
        },
    ),
    "told to the loop's handler": ("handled", []),
}


def job():
    time.sleep(0.3)
    print("the job is done")


async def main():
    loop = asyncio.get_running_loop()
    try:
        await asyncio.wait_for(loop.run_in_executor(None, job), timeout=0.1)
    except asyncio.TimeoutError:
        print("timed out")


if __name__ == "__main__":
    asyncio.run(main())
    print("run() returned")
