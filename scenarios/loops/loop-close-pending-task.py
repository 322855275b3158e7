"""loop.close() cancels no task; one that still waits is just destroyed.

No CancelledError arrives. When the task is collected, Python throws GeneratorExit into
its coroutine, where cleanup may not await, and the loop's handler gets one message.
asyncio.run() cancels such tasks and waits for them; a loop of your own needs the same:
cancel its tasks, run it until they are done, run shutdown_asyncgens(), and only then close it.
"""
import asyncio

ARTICLE = ("incomplete", "Always call loop.close() when finished to prevent resource leaks.")
FACTS = {
    "the task ended as": ('task("worker").outcome', "never ended"),
    "it was freed while it waited": ('task("worker").freed', True),
    "it was asked to cancel (times)": ('task("worker").cancels', 0),
    "printed": ("printed", ["closed", "GeneratorExit"]),
    "told to the loop's handler": ("handled", ["Task was destroyed but it is pending!"]),
}


async def worker():
    try:
        await asyncio.sleep(1)
    except BaseException as error:
        print(type(error).__name__)
        raise


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    task = loop.create_task(worker())
    loop.run_until_complete(asyncio.sleep(0.01))
    loop.close()
    print("closed")
    del task
