"""A task that cancels itself goes on until an await has to wait.

cancel() only marks the running task. The lines behind it run, and so do awaits that need not
wait: a coroutine that never suspends, a finished future. CancelledError comes with the first
await that suspends, which may be far from the line that asked for it, or never.
"""
import asyncio

FACTS = {
    "what still runs": ("printed", ["after cancel()", "after a quick coroutine",
                                    "after a finished future", "CancelledError at sleep(0)"]),
    "job": ('task("job").outcome', "cancelled"),
    "cancels of job": ('task("job").cancels', 1),
    "delivered": ('task("job").delivered', 1),
    "steps of job": ('task("job").steps', 2),
}


async def quick():
    pass


async def job():
    done = asyncio.get_running_loop().create_future()
    done.set_result(None)
    asyncio.current_task().cancel()
    print("after cancel()")
    await quick()
    print("after a quick coroutine")
    await done
    print("after a finished future")
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("CancelledError at sleep(0)")
        raise


async def main():
    await asyncio.wait([asyncio.create_task(job())])


if __name__ == "__main__":
    asyncio.run(main())
