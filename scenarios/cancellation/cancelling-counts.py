"""cancelling() counts the requests, cancelled() tells how the task ended.

cancel() returns True as long as the task has not ended, whatever the task makes of it.
cancelled() is False until the CancelledError has left the task. Since 3.11 (bpo-46752)
cancelling() counts the calls; uncancel() takes one back, and never goes below zero.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "while it waits": ("printed[:2]", ["cancel(): True True", "cancelling 2, cancelled False"]),
    "in its cleanup": ("printed[2]", "uncancel(): 1 0 0"),
    "when it has ended": ("printed[3]", "cancelling 0, cancelled True, cancel(): False"),
    "cancels of job": ('task("job").cancels', 3),
    "job": ('task("job").outcome', "cancelled"),
}


async def job():
    try:
        await asyncio.sleep(1)
    finally:
        task = asyncio.current_task()
        print("uncancel():", task.uncancel(), task.uncancel(), task.uncancel())


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.01)
    print("cancel():", task.cancel(), task.cancel())
    print(f"cancelling {task.cancelling()}, cancelled {task.cancelled()}")
    await asyncio.wait([task])
    print(f"cancelling {task.cancelling()}, cancelled {task.cancelled()}, cancel():", task.cancel())


if __name__ == "__main__":
    asyncio.run(main())
