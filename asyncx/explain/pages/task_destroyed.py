"""Tasks that end without being ended."""

from __future__ import annotations

from ..page import SIGN, Page, Says, When, Wrong

PAGE = Page(
    title="A task was thrown away while it still waited for something",
    says=(
        Says("Task was destroyed but it is pending!", "log"),
    ),
    weight=SIGN,
    findings=("task-collected",),
    picture="task-collected",
    happened=(
        "Two faults print this. Either the loop was closed or stopped while tasks still waited, or the "
        "task was garbage-collected in the middle of its work: the loop holds its tasks only weakly, so a "
        "task that only a future or a queue of its own refers to can vanish at any moment.",
        "GeneratorExit is raised at the await, and finally blocks run where the collector happens to be, "
        "if at all; an await in them fails.",
    ),
    when=(
        When("nothing refers to the task, and it waits for a future that only it knows", "", "task-collected",
             "the forgotten task is freed", True),
        When("a task that sleeps is safe: the loop holds its timer", "", "task-collected", "a sleeping one",
             "returned"),
        When("loop.close() with tasks pending", "", "loop-close-pending-task", "told to the loop's handler",
             ["Task was destroyed but it is pending!"]),
        When("a task made during the shutdown of asyncio.run()", "", "run-leftover-late",
             "freed while pending", True),
        When("shield(coro()) when its caller was cancelled", "", "shield-collected", "freed while pending",
             True),
    ),
    fails="""
import asyncio, gc

async def worker():
    loop = asyncio.get_running_loop()
    await loop.create_future()

async def main():
    asyncio.create_task(worker())
    await asyncio.sleep(0)
    gc.collect()

asyncio.run(main())
""",
    works="""
import asyncio, gc

background = set()

async def worker():
    await asyncio.sleep(0.01)

async def main():
    task = asyncio.create_task(worker())
    background.add(task)
    task.add_done_callback(background.discard)
    await task

asyncio.run(main())
""",
    wrong=(
        Wrong("silencing the logger, or an ignore rule", "the work was lost all the same, in the middle"),
        Wrong("task.cancel() right before the end",
              "asks only; the task must get a turn to stop in: await it"),
        Wrong("'it never happens here'",
              "collection depends on memory; a future or a get() holds nobody alive"),
    ),
    fixes=(
        "Keep every task until it is done: in a set, with add_done_callback(set.discard).",
        "Or start it in an asyncio.TaskGroup {>=3.11: taskgroup-first-error}, which holds its tasks and "
        "waits.",
        "Before closing a loop yourself, cancel all tasks and await gather(*tasks, "
        "return_exceptions=True); asyncio.run() does so.",
    ),
    scenarios=("task-collected", "loop-close-pending-task", "run-leftover-late", "shield-collected"),
    related=("task-leaked", "error-never-retrieved", "loop-closed"),
)
