"""get_event_loop() where there is none."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="get_event_loop() was called where no event loop is set",
    says=(
        Says("There is no current event loop in thread {'Thread-1'}", "RuntimeError"),
        Says("There is no current event loop", "DeprecationWarning"),
    ),
    happened=(
        "Only the main thread ever had a loop without asking for one. Anywhere else get_event_loop() "
        "finds a loop only if one runs, or if set_event_loop() has put one there.",
        "asyncio.run() leaves no current loop behind: what worked before it fails after it.",
    ),
    asked="When does get_event_loop() fail?",
    when=(
        When("main thread, nothing set: makes a loop", "<3.14", "get_event_loop-main-thread", "loops made",
             1),
        When("… and warns", ">=3.12,<3.14", "get_event_loop-main-thread", "warned",
             ["DeprecationWarning: There is no current event loop"]),
        When("main thread, nothing set: raises", ">=3.14", "get_event_loop-main-thread", "it says",
             "There is no current event loop in thread 'MainThread'."),
        When("main thread, after asyncio.run(): raises", "", "get_event_loop-after-run", "it says",
             "There is no current event loop in thread 'MainThread'."),
        When("any other thread, nothing set: raises", "", "get_event_loop-thread", "get_event_loop() says",
             "There is no current event loop in thread 'worker'."),
        When("Lock(), Queue() in such a thread: the same error", "<3.10", "lock-made-in-thread",
             "in a thread", "worker: RuntimeError"),
    ),
    fails="""
import asyncio, threading

async def main():
    await asyncio.sleep(0.01)

def worker():
    loop = asyncio.get_event_loop()
    loop.run_until_complete(main())

threading.Thread(target=worker).start()
""",
    works="""
import asyncio, threading

async def main():
    await asyncio.sleep(0.01)

def worker():
    asyncio.run(main())


threading.Thread(target=worker).start()
""",
    wrong=(
        Wrong("new_event_loop() and set_event_loop() wherever it fails",
              "each makes one loop more: objects made under one meet tasks of another, and nobody closes "
              "them"),
        Wrong("get_event_loop() or new_event_loop()", "the first one raises, it never gives None"),
        Wrong("get_event_loop_policy().get_event_loop()", "the same loop by a way that is deprecated "
              "{>=3.14: get_event_loop_policy-deprecated: warnings}"),
        Wrong("ignoring the warning", "it says that a later Python raises"),
    ),
    fixes=(
        "asyncio.run(main()), in any thread: it makes a loop, runs it and closes it.",
        "In a coroutine or a callback: asyncio.get_running_loop().",
        "In a thread, when the work belongs to the program's loop: asyncio.run_coroutine_threadsafe(coro, "
        "loop).",
        "For several runs on one loop: asyncio.Runner, or new_event_loop() in one place that also closes "
        "it.",
    ),
    scenarios=(
        "get_event_loop-thread", "get_event_loop-main-thread", "get_event_loop-after-run",
        "set_event_loop-none", "get_event_loop-running", "set_event_loop-in-coroutine",
        "lock-made-in-thread", "outside-a-loop",
    ),
    related=("no-running-loop", "policy-deprecated", "different-loop"),
)
