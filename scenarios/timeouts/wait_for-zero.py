"""With a timeout of zero the coroutine never starts.

Zero or less means: only if it is done already. A coroutine is never done, so wait_for() wraps
it in a task, cancels that task before its first step and raises TimeoutError without a pause.
Not one line of fetch() runs, not even its finally block, and there is no "never awaited"
warning either. A finished future or task does give its result.
"""
import asyncio

ARTICLE = ("right", "Immediate timeout (zero or negative)")
FACTS = {
    "printed": ("printed", ["TimeoutError", "finished"]),
    "the task of fetch": ('task("fetch").outcome', "cancelled"),
    "cancels of that task": ('task("fetch").cancels', 1),
    "warnings": ("warnings", []),
    "main ends at": ('task("main").end', 0),
}


async def fetch():
    try:
        print("fetch starts")
        await asyncio.sleep(1)
    finally:
        print("fetch cleans up")


async def main():
    try:
        await asyncio.wait_for(fetch(), 0)
    except asyncio.TimeoutError:
        print("TimeoutError")
    future = asyncio.get_running_loop().create_future()
    future.set_result("finished")
    print(await asyncio.wait_for(future, 0))


if __name__ == "__main__":
    asyncio.run(main())
