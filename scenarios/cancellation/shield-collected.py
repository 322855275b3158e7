"""shield(coro()) loses its task once the caller has been cancelled.

shield() makes a task for the coroutine, and only the shield and the caller know it. When the
caller is cancelled both let go of it. The loop holds tasks weakly (gh-91887), so a task that
waits for something that only it knows may be collected in the middle of its work. Keep the task
yourself: saving = create_task(save()), then await shield(saving).
"""
import asyncio
import gc

FACTS = {
    "save": ('task("save").outcome', "never ended"),
    "freed while pending": ('task("save").freed', True),
    "cancels of save": ('task("save").cancels', 0),
    "reported": ("handled", ["Task was destroyed but it is pending!"]),
    "request": ('task("request").outcome', "cancelled"),
}


async def save():
    try:
        await asyncio.get_running_loop().create_future()    # known to nobody else
    finally:
        print("save is torn down")


async def request():
    await asyncio.shield(save())


async def main():
    task = asyncio.create_task(request())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    del task
    gc.collect()
    await asyncio.sleep(0.01)


if __name__ == "__main__":
    asyncio.run(main())
