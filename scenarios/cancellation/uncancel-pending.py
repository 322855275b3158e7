"""uncancel() takes back a cancel that has not been delivered yet.

That is so since 3.13 (gh-116720). On 3.11 and 3.12 uncancel() only lowers the count that
cancelling() shows, and CancelledError is raised at the next await all the same. On no version
does it revive a task that is already waiting: there cancel() has cancelled the awaited future.
"""
import asyncio

NEEDS = ">=3.11"
FACTS = {
    "job": ('task("job").outcome', {"<3.13": "cancelled", ">=3.13": "returned"}),
    "cancels of job": ('task("job").cancels', 1),
    "delivered": ('task("job").delivered', {"<3.13": 1, ">=3.13": 0}),
    "job ends at": ('task("job").end', {"<3.13": 0, ">=3.13": 100}),
    "printed": ("printed", ["requests left: 0"]),
}


async def job():
    task = asyncio.current_task()
    task.cancel()
    print("requests left:", task.uncancel())
    await asyncio.sleep(0.1)


async def main():
    await asyncio.wait([asyncio.create_task(job())])


if __name__ == "__main__":
    asyncio.run(main())
