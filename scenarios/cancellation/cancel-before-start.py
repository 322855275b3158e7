"""A task cancelled before its first step never runs, not even its finally.

create_task() only queues the first step. If cancel() comes before it, CancelledError is thrown
into a coroutine that has not begun: no line of job() runs. What was taken for job() before that,
a slot or a connection, is not given back by its finally block. No warning is given either.
"""
import asyncio

FACTS = {
    "printed": ("printed", ["main saw CancelledError"]),
    "job": ('task("job").outcome', "cancelled"),
    "cancels of job": ('task("job").cancels', 1),
    "steps of job": ('task("job").steps', 1),
    "warnings": ("warnings", []),
}


async def job():
    try:
        print("job starts")
        await asyncio.sleep(1)
    finally:
        print("job cleans up")


async def main():
    task = asyncio.create_task(job())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("main saw CancelledError")


if __name__ == "__main__":
    asyncio.run(main())
