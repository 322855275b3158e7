"""Threads that go on when nobody waits for them."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A thread of the executor went on after its await had ended, or holds up the end",
    says=(
        Says("The executor did not finishing joining its threads within {300} seconds", "RuntimeWarning"),
        Says("executor must be ThreadPoolExecutor instance", "TypeError"),
        Says("Using the default executor that is not an instance of ThreadPoolExecutor is deprecated",
             "DeprecationWarning"),
    ),
    findings=("executor-outlives",),
    picture="run_in_executor-cancel",
    happened=(
        "A thread cannot be cancelled. When the await of to_thread() or run_in_executor() is cancelled or "
        "times out, only the waiting ends: the function runs on, with all that it changes, and the end of "
        "the program waits for it.",
    ),
    when=(
        When("the await has ended, the thread has not", "", "run_in_executor-cancel", "the program ends at",
             300),
        When("asyncio.run() returns before the thread", "<3.9", "run_in_executor-cancel", "order",
             ["timed out", "run() returned", "the job is done"]),
        When("asyncio.run() waits for it", ">=3.9", "run_in_executor-cancel", "order",
             ["timed out", "the job is done", "run() returned"]),
        When("a default executor of another kind: TypeError", ">=3.11", "set_default_executor-type",
             "set_default_executor()", "TypeError"),
        When("an error in a thread nobody waits for is lost", ">=3.9", "to_thread-lost-error",
             "reported, logged or warned", []),
    ),
    works="""
import asyncio, threading

def count(stop):
    while not stop.wait(0.01):
        pass
    return "stopped"

async def main():
    loop = asyncio.get_running_loop()
    stop = threading.Event()
    job = loop.run_in_executor(
        None, count, stop)
    await asyncio.sleep(0.02)
    stop.set()
    print(await job)

asyncio.run(main())
""",
    wrong=(
        Wrong("a shorter timeout", "ends the await earlier, and the thread no sooner"),
        Wrong("os._exit()", "ends everything, cleanups included"),
    ),
    fixes=(
        "Let the function look at a threading.Event between two pieces of work, and set it when you give "
        "up.",
        "Give blocking calls a timeout of their own: socket, requests and database drivers have one.",
        "What must be stopped by force goes into a process, which can be killed.",
    ),
    scenarios=(
        "run_in_executor-cancel", "run-cleanup-order", "run_in_executor-queued", "to_thread-lost-error",
        "shutdown_default_executor-timeout", "set_default_executor-type", "run_in_executor-after-close",
    ),
    related=("loop-blocked", "timeout-error"),
)
