"""A task made just before main() returns still takes its first step.

The first step is queued at once, ahead of the end of the run. So it runs up to its first await,
and there asyncio.run() cancels it. Starting a task is no guarantee that its work is done: what
must be done has to be awaited.
"""
import asyncio

FACTS = {
    "what it gets to do": ("printed", ["main returns", "audit begins", "audit is cancelled"]),
    "audit": ('task("audit").outcome', "cancelled"),
    "steps of audit": ('task("audit").steps', 2),
    "cancelled by": ('task("audit").cancelled_by', ["_cancel_all_tasks"]),
    "main ends first": ('task("main").end <= task("audit").end', True),
}


async def audit():
    print("audit begins")
    try:
        await asyncio.sleep(0.01)
        print("never printed")
    finally:
        print("audit is cancelled")


async def main():
    global task
    task = asyncio.create_task(audit())
    print("main returns")


if __name__ == "__main__":
    asyncio.run(main())
