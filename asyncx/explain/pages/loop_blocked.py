"""Steps that take too long."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="One piece of code held the loop, and every other task had to wait",
    says=(
        Says("Executing <{Task pending name='Task-1' …}> took {1.005} seconds", "log, in debug mode"),
        Says("heartbeat blocked for more than {10} seconds", "log of discord.py"),
    ),
    findings=("loop-blocked",),
    picture="loop-blocked",
    happened=(
        "A loop runs one step at a time, and a step ends at an await that has to wait. time.sleep(), "
        "requests, a database driver, files, a regular expression or plain computing between two awaits "
        "stop everything: timers are late, connections stall, timeouts expire.",
        "asyncio says so in debug mode only, for a step of more than 100 ms. It names the task, not the "
        "line, and not a turn that is long because it has many small steps.",
    ),
    when=(
        When("200 ms of time.sleep(): the loop is held as long", "", "loop-blocked",
             "the loop was held for (ms)", 200),
        When("and without debug mode nothing is said", "", "loop-blocked", "what asyncio says about it", []),
        When("a timeout cannot stop code that never awaits", "", "wait_for-cpu-bound", "wait_for",
             "returned"),
        When("in debug mode: a line in the log", "", "debug-slow-callback", "warnings logged", 1),
    ),
    fails="""
import asyncio, time

async def main():
    time.sleep(0.5)

asyncio.run(main(), debug=True)
""",
    works="""
import asyncio, time

async def main():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(
        None, time.sleep, 0.5)

asyncio.run(main(), debug=True)
""",
    wrong=(
        Wrong("raising slow_callback_duration", "the loop is held as before"),
        Wrong("await asyncio.sleep(0) before it", "gives others one turn, then holds them as long as before"),
        Wrong("more tasks, or a larger pool", "all of them wait for the same loop"),
        Wrong("blaming the network", "heartbeats are late because nobody sends them"),
    ),
    fixes=(
        "Use the async way: asyncio.sleep(), an async client or driver.",
        "Give what blocks to a thread: await asyncio.to_thread(function); what computes, to a process "
        "pool.",
        "Find the line: py-spy dump, or faulthandler.dump_traceback_later() while it hangs.",
    ),
    scenarios=(
        "loop-blocked", "wait_for-cpu-bound", "wait_for-sleep-zero", "queue-no-turn", "debug-slow-callback",
        "timeout-blocked", "await-ready", "cancel-while-blocked", "call_later-order",
    ),
    related=("timeout-error", "callback-failed"),
)
