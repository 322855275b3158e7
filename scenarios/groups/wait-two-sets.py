"""The timeout of wait() neither raises nor cancels.

wait() only watches. It returns two sets, done and pending, and leaves every task as it is: the
late one runs on and ends at 50 ms. This is unlike wait_for(), which cancels and raises. What
stays in pending is the caller's to cancel, or asyncio.run() cancels it at the end.
"""
import asyncio

ARTICLE = ("right", "Returns two sets: done tasks and pending tasks.")
FACTS = {
    "the two sets": ("printed", ["set set", "done: quick", "pending: slow"]),
    "wait returns at (ms)": ('coro("wait").end', 20),
    "how it returns": ('coro("wait").outcome', "returned"),
    "cancels of the late task": ('task("slow").cancels', 0),
    "the late task ends at (ms)": ('task("slow").end', 50),
}


async def main():
    tasks = [asyncio.create_task(asyncio.sleep(0.01), name="quick"),
             asyncio.create_task(asyncio.sleep(0.05), name="slow")]
    done, pending = await asyncio.wait(tasks, timeout=0.02)
    print(type(done).__name__, type(pending).__name__)
    print("done:", *[task.get_name() for task in done])
    print("pending:", *[task.get_name() for task in pending])
    await asyncio.sleep(0.1)


if __name__ == "__main__":
    asyncio.run(main())
