"""A task's name is only a label: not unique, and free to change.

Tasks without a name are called Task-1, Task-2 and so on. The quoted source makes the task first
and names it afterwards, so up to 3.12 a named task has already used up a number. Since 3.13
(gh-112622) the name goes to the Task's constructor, and the numbers have no gaps. Whatever is
given as a name is turned into text.
"""
import asyncio

ARTICLE = ("outdated", "_set_task_name(task, name)")
FACTS = {
    "the names, in order": ("printed", {
        "<3.13": ["Task-2", "mine", "Task-4", "7", "mine"],
        ">=3.13": ["Task-2", "mine", "Task-3", "7", "mine"]}),
    "main runs in the task": ('task("main").name', "Task-1"),
    "the third one made in main": ('task("child", 3).name', {"<3.13": "Task-4",
                                                            ">=3.13": "Task-3"}),
    "the fourth, named again later": ('task("child", 4).name', "renamed"),
}


async def child():
    pass


async def main():
    tasks = [asyncio.create_task(child(), name=name) for name in (None, "mine", None, 7, "mine")]
    for task in tasks:
        print(task.get_name())
    tasks[3].set_name("renamed")
    await asyncio.wait(tasks)


if __name__ == "__main__":
    asyncio.run(main())
