"""A task that catches CancelledError goes on as if nobody had asked it to stop.

cancel() is a request, and True means only that the task had not ended. The bare except takes
the CancelledError for a failed attempt and tries again; the task returns normally 100 ms later
and cancelled() is False. Since 3.8 CancelledError is no Exception (bpo-32528), so
"except Exception" lets it pass; "except:" and "except BaseException" still swallow it.
"""
import asyncio

FACTS = {
    "printed": ("printed", ["cancel() returned True", "cancelled() is False"]),
    "cancels of job": ('task("job").cancels', 1),
    "delivered": ('task("job").delivered', 1),
    "swallowed": ('task("job").swallowed', True),
    "job": ('task("job").outcome', "returned"),
    "job ends at": ('task("job").end', 150),
}


async def job():
    for _ in range(2):
        try:
            await asyncio.sleep(0.1)
        except:                     # noqa: E722
            pass                    # try again


async def main():
    task = asyncio.create_task(job())
    await asyncio.sleep(0.05)
    print("cancel() returned", task.cancel())
    await task
    print("cancelled() is", task.cancelled())


if __name__ == "__main__":
    asyncio.run(main())
