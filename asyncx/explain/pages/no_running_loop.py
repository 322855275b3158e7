"""What needs a running loop, called from code that no loop runs."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="Something that needs a running event loop was called from code that no loop runs",
    says=(
        Says("no running event loop", "RuntimeError"),
        Says("capture_call_graph() is called outside of a running event loop", "RuntimeError"),
    ),
    happened=(
        "create_task(), get_running_loop(), sleep() and timeout() ask for the loop that runs in this "
        "thread at this moment. In an __init__, at import, in another thread, in a GUI callback or after "
        "asyncio.run() has returned there is none, even if a loop is set.",
    ),
    when=(
        When("create_task() with a loop that is only set", "", "create_task-no-loop",
             "what is raised, and the order",
             ["RuntimeError: no running event loop", "made by the loop, not running yet", "child runs"]),
        When("get_running_loop() after set_event_loop()", "", "set_event_loop-does-not-start",
             "get_running_loop()", "no running event loop"),
        When("wait_for() stepped outside a loop", "", "wait_for-no-loop", "first step, timeout 1",
             "no running event loop"),
        When("gather(), shield(), Future() at import: an error, too", ">=3.14", "outside-a-loop",
             "before any run()", ["before: 0 of 6 accepted"]),
    ),
    fails="""
import asyncio

class Service:
    def __init__(self):
        self.task = asyncio.create_task(
            asyncio.sleep(0.01))

async def main(service):
    await service.task

asyncio.run(main(Service()))
""",
    works="""
import asyncio

class Service:
    async def start(self):
        self.task = asyncio.create_task(
            asyncio.sleep(0.01))

async def main():
    service = Service()
    await service.start()
    await service.task

asyncio.run(main())
""",
    wrong=(
        Wrong("get_event_loop().create_task() before the loop runs",
              "the task waits for a loop that perhaps never runs, and asyncio.run() makes another one"),
        Wrong("asyncio._set_running_loop(loop)",
              "says that a loop runs which does not: nothing steps the task"),
        Wrong("asyncio.run() for each call", "a task ends with its run; nothing can go on in the background"),
    ),
    fixes=(
        "Start tasks inside a coroutine: give the object an async start(), or a classmethod that is "
        "awaited.",
        "From another thread: asyncio.run_coroutine_threadsafe(coro, loop), or "
        "loop.call_soon_threadsafe().",
        "In a GUI, use the toolkit's asyncio loop, or run asyncio in a thread of its own.",
    ),
    scenarios=(
        "create_task-no-loop", "wait_for-no-loop", "set_event_loop-does-not-start", "outside-a-loop",
        "current_task-callback",
    ),
    related=("no-current-loop", "never-awaited", "needs-a-task"),
)
