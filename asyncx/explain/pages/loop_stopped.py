"""stop() before the main coroutine was done."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="The loop was stopped while the coroutine that it was running for was not done",
    says=(
        Says("Event loop stopped before Future completed.", "RuntimeError"),
    ),
    happened=(
        "run_until_complete() and asyncio.run() return when their coroutine ends. Somebody called "
        "loop.stop() before: a signal handler, a shutdown route, or a library that thinks the loop is its "
        "own.",
    ),
    when=(
        When("stop() ends the loop after its present turn", "", "loop-stop-thread",
             "through call_soon_threadsafe", "stopped after 0.1 s"),
    ),
    fails="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.01, loop.stop)
    await asyncio.sleep(1)

asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.call_later(0.01, stop.set)
    await stop.wait()

asyncio.run(main())
""",
    wrong=(
        Wrong("except RuntimeError: pass", "tasks that still wait get no chance to clean up"),
        Wrong("sys.exit() in a callback", "leaves the loop at once, in the middle of everybody's work"),
    ),
    fixes=(
        "Let main() return: an asyncio.Event that the signal handler sets, and main() waits for.",
        "Or cancel the main task; its cleanup then runs.",
        "loop.stop() belongs to run_forever() alone.",
    ),
    scenarios=("loop-stop-thread",),
    related=("task-destroyed", "loop-closed", "signals-main-thread"),
)
