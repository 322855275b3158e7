"""wait() returns late tasks as pending: its timeout neither raises nor cancels.

wait() only watches. It returns two sets, done and pending, and leaves every task as it is: the
late one runs on and ends at 50 ms. This is unlike wait_for(), which cancels and raises. What
stays in pending is the caller's to cancel, or asyncio.run() cancels it at the end.
"""
import asyncio

ARTICLE = ("right", "Returns two sets: done tasks and pending tasks.")
FACTS = {
    "what is in the sets": ("printed", ["set set", "done: quick", "pending: slow"]),
    "wait returns at the timeout": ('coro("wait").end', 20),
    "and raises nothing": ('coro("wait").outcome', "returned"),
    "the late task is asked to stop": ('task("slow").cancels', 0),
    "it returns at": ('task("slow").end', 50),
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
