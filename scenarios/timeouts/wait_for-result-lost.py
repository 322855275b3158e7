"""A result that came in time is lost if the loop was blocked past the deadline.

The data is there after 150 ms and the deadline is at 300 ms, but until 400 ms the loop is held.
Then both timers fire in one turn, in the right order, and still the result loses: since 3.12
(gh-96764) the deadline cancels the task, and a cancel beats a wake-up that is only queued.
Up to 3.11 wait_for() looked whether the future was done, and returned the data.
"""
import asyncio
import time

FACTS = {
    "the future's result": ("printed", ["data"]),
    "reader": ('task("reader").outcome', {"<3.12": "returned", ">=3.12": "raised"}),
    "reader's error": ('task("reader").error', {"<3.12": None, ">=3.12": "TimeoutError"}),
    "reader ends at": ('task("reader").end', 400),
    "cancels of reader": ('task("reader").cancels', {"<3.12": 0, ">=3.12": 1}),
}


async def reader(data):
    return await asyncio.wait_for(data, 0.3)


async def main():
    loop = asyncio.get_running_loop()
    data = loop.create_future()
    loop.call_later(0.15, data.set_result, "data")
    task = asyncio.create_task(reader(data))
    await asyncio.sleep(0.01)
    time.sleep(0.39)                # something blocks the loop
    await asyncio.wait([task])
    task.exception()
    print(data.result())


if __name__ == "__main__":
    asyncio.run(main())
