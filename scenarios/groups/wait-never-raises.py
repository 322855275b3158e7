"""wait() never raises the exceptions of its tasks.

A failed task simply comes back in the done set. Its exception is raised by task.result() or
handed over by task.exception(). When nobody calls one of them, the only sign is the log line
"Task exception was never retrieved", at the moment the task is freed.
"""
import asyncio

FACTS = {
    "the task fails": ('task("fails").error', "ValueError"),
    "how wait ends": ('coro("wait").outcome', "returned"),
    "what it returns": ("printed", ["done: 1, pending: 0", "main is over"]),
    "how main ends": ('task("main").outcome', "returned"),
    "the loop reports": ("handled", ["Task exception was never retrieved"]),
}


async def fails():
    raise ValueError("nobody asks for me")


async def main():
    done, pending = await asyncio.wait([asyncio.create_task(fails())])
    print(f"done: {len(done)}, pending: {len(pending)}")
    print("main is over")


if __name__ == "__main__":
    asyncio.run(main())
