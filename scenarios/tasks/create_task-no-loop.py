"""create_task() needs a running loop; one that is only set will not do.

asyncio.create_task() asks get_running_loop(), on every version. Outside a coroutine it raises,
and the coroutine that was already made is thrown away: Python warns that it was never awaited.
loop.create_task() is the way before the loop runs. It queues the first step, and the task starts
when the loop does.
"""
import asyncio

ARTICLE = ("right", "def create_task(coro, *, name=None): loop = events.get_running_loop()")
FACTS = {
    "what is raised, and the order": ("printed", [
        "RuntimeError: no running event loop", "made by the loop, not running yet", "child runs"]),
    "the coroutine is lost": ("warnings",
                              ["RuntimeWarning: coroutine 'child' was never awaited"]),
    "tasks": ("len(tasks)", 1),
    "the task that made it": ('task("child").maker', None),
    "how it ended": ('task("child").outcome', "returned"),
}


async def child():
    print("child runs")


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        asyncio.create_task(child())
    except RuntimeError as error:
        print("RuntimeError:", error)
    task = loop.create_task(child())
    print("made by the loop, not running yet")
    loop.run_until_complete(task)
    loop.close()
