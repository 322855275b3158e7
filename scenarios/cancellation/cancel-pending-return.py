"""A task that returns while a cancel is pending loses its result.

The cancel is delivered at the next await, but there is none: job() returns. The coroutine ended
well, the task is marked as cancelled nevertheless, and whoever awaits it gets CancelledError in
place of the result. Had job() raised an error instead, that error would have been kept.
"""
import asyncio

FACTS = {
    "the coroutine": ('coro("job").outcome', "returned"),
    "its task": ('task("job").outcome', "cancelled"),
    "cancels of job": ('task("job").cancels', 1),
    "delivered": ('task("job").delivered', 0),
    "printed": ("printed", ["result is ready", "main saw CancelledError"]),
}


async def job():
    asyncio.current_task().cancel()
    print("result is ready")
    return "result"


async def main():
    try:
        print(await asyncio.create_task(job()))
    except asyncio.CancelledError:
        print("main saw CancelledError")


if __name__ == "__main__":
    asyncio.run(main())
