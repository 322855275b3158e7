"""asyncio.run() ends tasks, then generators, then threads, then its loop.

First every leftover task is cancelled and waited for, then half-used async generators
are closed, then the default executor's threads are waited for, then the loop is closed.
The third step came with 3.9 (bpo-34037). 3.8 returns while the thread is still at work;
its result then finds a closed loop, and a traceback on stderr is all that is left of it.
"""
import asyncio
import time

ARTICLE = ("outdated", "loop.run_until_complete(loop.shutdown_asyncgens())")
FACTS = {
    "the leftover task ends, at": ('[task("leftover").outcome, task("leftover").end]', ["cancelled", 0]),
    "first and second": ("printed[:2]", ["task cleaned up", "generator cleaned up"]),
    "third and last": (
        "printed[2:]",
        {
            "<3.9": ["run() returned", "thread finished"],
            ">=3.9": ["thread finished", "run() returned"],
        },
    ),
}


async def leftover():
    try:
        await asyncio.sleep(1)
    finally:
        print("task cleaned up")


async def numbers():
    try:
        yield 1
    finally:
        print("generator cleaned up")


def job():
    time.sleep(0.1)
    print("thread finished")


async def main():
    generator, task = numbers(), asyncio.create_task(leftover())
    asyncio.get_running_loop().run_in_executor(None, job)
    await generator.__anext__()
    await asyncio.sleep(0)
    return generator, task


if __name__ == "__main__":
    asyncio.run(main())
    print("run() returned")
