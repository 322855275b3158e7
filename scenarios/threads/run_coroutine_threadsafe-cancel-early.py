"""A coroutine whose future is cancelled before the loop takes it up never starts.

That is so since 3.14.3 and 3.15 (gh-105836): the task is cancelled before its first step. Before,
it ran up to its first await and was cancelled there. Here the loop is held while the other thread
hands over the coroutine and changes its mind.
"""
import asyncio
import threading
import time

FACTS = {
    "printed": ("printed", {"<3.14.3": ["cancel(): True", "work begins"],
                            ">=3.14.3": ["cancel(): True"]}),
    "work": ('task("work").outcome', "cancelled"),
    "steps of work": ('task("work").steps', {"<3.14.3": 2, ">=3.14.3": 1}),
    "warnings": ("len(warnings)", 0),
    "main ends at (ms)": ('task("main").end', 110),
}


async def work():
    print("work begins")
    await asyncio.sleep(10)


def other(loop):
    future = asyncio.run_coroutine_threadsafe(work(), loop)
    print("cancel():", future.cancel())


async def main():
    loop = asyncio.get_running_loop()
    thread = threading.Thread(target=other, args=(loop,), name="other")
    thread.start()
    time.sleep(0.1)         # the loop is held
    thread.join()
    await asyncio.sleep(0.01)


if __name__ == "__main__":
    asyncio.run(main())
