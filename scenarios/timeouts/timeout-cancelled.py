"""A cancel that arrives together with the deadline wins: no TimeoutError.

Somebody cancels the task in the same turn in which its deadline passes. timeout() takes back one
request, its own, and finds that the other one is left; so it lets the CancelledError go on,
although expired() is true. This is what uncancel() is for: a timeout must not hide that the
program as a whole wants to stop (bpo-46771, 3.11).
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "work": ('task("work").outcome', "cancelled"),
    "cancels of work": ('task("work").cancels', 2),
    "asked by": ('task("work").cancelled_by', ["", "Timeout._on_timeout"]),
    "printed": ("printed", ["expired: True"]),
}


async def work(deadline):
    try:
        async with asyncio.timeout_at(deadline) as limit:
            await asyncio.sleep(1)
    except TimeoutError:
        print("TimeoutError")
    finally:
        print("expired:", limit.expired())


async def main():
    loop = asyncio.get_running_loop()
    deadline = loop.time() + 0.1
    task = asyncio.create_task(work(deadline))
    loop.call_at(deadline, task.cancel)
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
