"""A task knows who awaits it.

Since 3.14 (gh-91048) futures and tasks keep that, and asyncio.capture_call_graph() reads it: the
frames of the task, and the tasks that wait for it, up to main(). Task.get_stack() of older
versions shows one frame of one task. A debugger sees the same with "python -m asyncio ps PID".
"""
import asyncio

NEEDS = ">=3.14"
FACTS = {
    "inside the task": ("printed[0]", "query <- load"),
    "it is awaited by": ("printed[1]", "page in TaskGroup"),
    "and that by": ("printed[2]", "main"),
    "tasks": ("len(tasks)", 3),
    "load ends at (ms)": ('task("load").end', 20),
}


def names(graph):
    return [entry.frame.f_code.co_name for entry in graph.call_stack]


async def query():
    await asyncio.sleep(0.02)


async def load():
    await query()


async def page(tasks):
    async with asyncio.TaskGroup() as group:
        tasks.append(group.create_task(load()))


async def main():
    tasks = []
    task = asyncio.create_task(page(tasks))
    asyncio.get_running_loop().call_later(0.01, show, tasks)
    await task


def show(tasks):
    graph = asyncio.capture_call_graph(tasks[0])
    print(" <- ".join(name for name in names(graph) if name != "sleep"))
    graph = graph.awaited_by[0]
    print(names(graph)[-1], "in TaskGroup" if "__aexit__" in " ".join(names(graph)) else "")
    print(names(graph.awaited_by[0])[-1])


if __name__ == "__main__":
    asyncio.run(main())
