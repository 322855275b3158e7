"""wait_for(fetch(), 1) without await starts nothing and warns twice.

Both wait_for() and fetch() only make coroutine objects. Forget the await, and both are freed
unused: one warning each, at the moment they are freed. The program goes on. A task that is
cancelled before its first step has the same effect on the coroutine that it was to wait for.
"""
import asyncio

FACTS = {
    "warnings": ("sorted(warnings)", [
        "RuntimeWarning: coroutine 'fetch' was never awaited",
        "RuntimeWarning: coroutine 'fetch' was never awaited",
        "RuntimeWarning: coroutine 'wait_for' was never awaited"]),
    "main goes on": ("printed", ["main goes on"]),
    "the cancelled task": ('task("wait_for").outcome', "cancelled"),
    "tasks": ("len(tasks)", 2),
}


async def fetch():
    print("never printed")


async def main():
    asyncio.wait_for(fetch(), 1)
    task = asyncio.create_task(asyncio.wait_for(fetch(), 1))
    task.cancel()
    await asyncio.wait([task])
    print("main goes on")


if __name__ == "__main__":
    import warnings
    warnings.simplefilter("always")
    asyncio.run(main())
