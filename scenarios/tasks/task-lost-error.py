"""An exception nobody awaits is reported only when its task is freed.

fetch() fails at once, and nothing shows it: the exception stays inside the Task for whoever
awaits it. As long as a variable or a list holds the task, there is not a word. Only when the
last reference goes does the loop report "Task exception was never retrieved". For a task that
is held until the end of the program, that can be hours late.
"""
import asyncio

FACTS = {
    "the task fails": ('task("fetch").error', "ValueError"),
    "it fails at (ms)": ('task("fetch").end', 0),
    "main ends at (ms)": ('task("main").end', 100),
    "the report comes after": ("printed", [
        "100 ms later: silence", "reported: Task exception was never retrieved",
        "the reference is gone"]),
    "the loop's handler gets it": ("handled", ["Task exception was never retrieved"]),
}


async def fetch():
    raise ValueError("no such page")


async def main():
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print("reported:", context["message"]))
    task = asyncio.create_task(fetch())
    await asyncio.sleep(0.1)
    print("100 ms later: silence")
    del task
    print("the reference is gone")


if __name__ == "__main__":
    asyncio.run(main())
