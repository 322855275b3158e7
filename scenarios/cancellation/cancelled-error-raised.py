"""A task that raises CancelledError itself counts as cancelled.

Nobody called cancel(), and cancelling() (3.11, bpo-46752) is 0, yet cancelled() is True: the
exception alone decides. Whoever awaits the task cannot tell the two apart. Since 3.11
(bpo-45390) the awaiter sees the argument of the error; before, it gets a new, empty one.
"""
import asyncio

FACTS = {
    "job": ('task("job").outcome', "cancelled"),
    "cancels of job": ('task("job").cancels', 0),
    "cancelled() is": ("printed[0]", "cancelled() is True"),
    "the awaiter sees": ("printed[1]", {"<3.11": "main: ()", ">=3.11": "main: ('tired',)"}),
    "cancelling() is": ("printed[2:]", {"<3.11": [], ">=3.11": ["cancelling: 0"]}),
}


async def job():
    await asyncio.sleep(0.01)
    raise asyncio.CancelledError("tired")


async def main():
    task = asyncio.create_task(job())
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled() is", task.cancelled())
        print("main:", error.args)
    if hasattr(task, "cancelling"):
        print("cancelling:", task.cancelling())


if __name__ == "__main__":
    asyncio.run(main())
