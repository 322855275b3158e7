"""The repr of a task shows its state, its coroutine and what it waits for.

"pending" alone means little: a task that has been asked to stop shows "cancelling" until it has
ended, since 3.11 (bpo-46752); before that it looks like any other. wait_for= names the future that
it waits for. The name stands first, so give tasks names.
"""
import asyncio

FACTS = {
    "while it waits": ("printed[0]", "pending wait_for"),
    "asked to stop": ("printed[1]", {"<3.11": "pending wait_for",
                                     ">=3.11": "pending cancelling wait_for"}),
    "ended": ("printed[2]", "cancelled"),
    "job": ('task("job").outcome', "cancelled"),
    "it ends at (ms)": ('task("job").end', 40),
}


async def job():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.02)


def show(task):
    words = repr(task).replace("=", " ").replace(">", " ").split()
    states = ("pending", "cancelling", "cancelled", "wait_for")
    print(*[word for word in states if word in words])


async def main():
    task = asyncio.create_task(job(), name="job")
    await asyncio.sleep(0.01)
    show(task)
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.sleep(0.01)
    show(task)
    await asyncio.wait([task])
    show(task)


if __name__ == "__main__":
    asyncio.run(main())
