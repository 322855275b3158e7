"""Steps of tasks within steps of tasks."""

from __future__ import annotations

from ..page import Page, Says, Wrong

PAGE = Page(
    title="A task was stepped while another one was in the middle of a step",
    says=(
        Says("Cannot enter into task {<Task …>} while another task {<Task …>} is being executed",
             "RuntimeError"),
        Says("Leaving task {<Task …>} does not match the current task {<Task …>}", "RuntimeError"),
        Says("Invalid attempt to leave task {<Task …>} while task {<Task …>} is entered", "RuntimeError"),
    ),
    happened=(
        "A loop runs one step at a time, from one await to the next. Something has started the loop again "
        "inside a step: nest_asyncio does that on purpose, a debugger that evaluates async expressions, a "
        "GUI's event pump called from a coroutine, or a greenlet switch in the middle of a step.",
    ),
    fails="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    other = loop.create_task(asyncio.sleep(0))
    asyncio.tasks._enter_task(loop, other)

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    other = loop.create_task(asyncio.sleep(0))
    await other

asyncio.run(main())
""",
    wrong=(
        Wrong("more of nest_asyncio", "it is what lets the loop run inside a step"),
        Wrong("retrying",
              "the loop's idea of the current task is wrong from here on: timeouts cancel another one"),
    ),
    fixes=(
        "Await instead of running the loop again, and take nest_asyncio out.",
        "In a GUI, one of the two loops is the guest of the other (qasync, or asyncio in a thread).",
        "In the debugger, turn evaluation of async expressions off.",
    ),
    scenarios=("loop-reentrant",),
    related=("loop-already-running", "debugger-patch", "needs-a-task"),
)
