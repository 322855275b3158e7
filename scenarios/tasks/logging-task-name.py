"""A log record says in which task it was made.

Since 3.12 (gh-91513) each record has taskName, None outside a task, and "%(taskName)s" puts it into
the line. A callback belongs to no task, so its records have None. On older versions the format
fails, and logging prints its own error instead of the line.
"""
import asyncio
import logging
import sys

FACTS = {
    "the lines": ("printed", {"<3.12": [], ">=3.12": [
        "None: outside", "worker: in a task", "None: in a callback"]}),
    "logging errors": ('len([line for line in printed_errors if "Logging error" in line])',
                       {"<3.12": 3, ">=3.12": 0}),
    "the task": ('task("worker").outcome', "returned"),
}
SEVERITY = {"3.12": "new"}


async def work():
    logging.warning("in a task")
    asyncio.get_running_loop().call_soon(logging.warning, "in a callback")
    await asyncio.sleep(0)


async def main():
    task = asyncio.create_task(work())
    if hasattr(task, "set_name"):
        task.set_name("worker")
    await task


if __name__ == "__main__":
    logging.basicConfig(format="%(taskName)s: %(message)s", stream=sys.stdout)
    logging.warning("outside")
    asyncio.run(main())
