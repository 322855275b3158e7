"""In a callback there is no current task.

current_task() is the task whose step is running. A callback (call_soon, add_done_callback, a
timer) is run by the loop and belongs to no task: None. Outside a running loop it is a RuntimeError.
all_tasks() has only those that have not ended. The old Task.current_task() and Task.all_tasks()
are gone since 3.9 (bpo-40967).
"""
import asyncio

FACTS = {
    "without a loop": ("printed[0]", "RuntimeError: no running event loop"),
    "in main and in a callback": ("printed[1:3]", ["main: the task of main", "callback: None"]),
    "all_tasks()": ("printed[3:5]", ["pending: 2", "one has ended: 1"]),
    "Task.current_task": ("printed[5]", {"<3.9": "Task.current_task: there",
                                         ">=3.9": "Task.current_task: gone"}),
}
SEVERITY = {"3.9": "breaks"}


async def main():
    task = asyncio.current_task()
    print("main:", "the task of main" if task.get_coro().__name__ == "main" else task)
    asyncio.get_running_loop().call_soon(lambda: print("callback:", asyncio.current_task()))
    other = asyncio.create_task(asyncio.sleep(0.01))
    await asyncio.sleep(0)
    print("pending:", len(asyncio.all_tasks()))
    await other
    print("one has ended:", len(asyncio.all_tasks()))
    print("Task.current_task:", "there" if hasattr(asyncio.Task, "current_task") else "gone")


if __name__ == "__main__":
    try:
        asyncio.current_task()
    except RuntimeError as error:
        print("RuntimeError:", error)
    asyncio.run(main())
