"""asyncio.run() inside a running loop raises, and its coroutine never runs.

A thread can run one loop at a time, so a second run() is refused before it makes a loop.
The coroutine it was given is dropped, which is the "never awaited" warning that follows.
The outer loop is unharmed: catch the error and go on.
Inside a coroutine write "await inner()"; from plain code called by one, use another thread.
"""
import asyncio

ARTICLE = ("right", "asyncio.run() cannot be called from a running event loop")
FACTS = {
    "it says": ("printed[0]", "asyncio.run() cannot be called from a running event loop"),
    "warnings": ("warnings", ["RuntimeWarning: coroutine 'inner' was never awaited"]),
    "loops made": ("len(loops)", 1),
    "tasks made": ("len(tasks)", 1),
    "main goes on, and ends at": ('task("main").end', 10),
}


async def inner():
    print("inner runs")


async def main():
    try:
        asyncio.run(inner())
    except RuntimeError as error:
        print(error)
    await asyncio.sleep(0.01)
    print("main goes on")


if __name__ == "__main__":
    asyncio.run(main())
