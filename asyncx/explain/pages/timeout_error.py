"""TimeoutError, with no text."""

from __future__ import annotations

from ..page import COURSE, Page, Says, When, Wrong

PAGE = Page(
    title="A deadline passed; the error came when the cleanup was over",
    says=(
        Says("^TimeoutError$"),
        Says("asyncio.exceptions.TimeoutError"),
        Says("concurrent.futures._base.TimeoutError"),
        Says("asyncio.TimeoutError"),
        Says("asyncio.exceptions.TimeoutError()"),
        Says("^TimeoutError()$"),
    ),
    weight=COURSE,
    findings=("timeout-overdue",),
    picture="wait_for-timeout",
    happened=(
        "wait_for(), timeout() and their like cancel what runs inside, wait until its cleanup has ended, "
        "and raise TimeoutError then. The cleanup counts: it can take longer than the timeout itself. The "
        "error has no text, so str(error) in a log is empty.",
    ),
    asked="What is raised, and when?",
    when=(
        When("not at the deadline, but when the cleanup has ended", "", "wait_for-timeout", "main goes on at",
             150),
        When("asyncio.TimeoutError, which except TimeoutError misses", "<3.11", "wait_for-error-name",
             "wait_for raises", "asyncio.TimeoutError"),
        When("the builtin TimeoutError, which is an OSError", ">=3.11", "wait_for-error-name",
             "wait_for raises", "TimeoutError"),
        When("nothing, if the coroutine swallows the cancel", ">=3.9", "wait_for-swallowed", "wait_for",
             "returned"),
        When("inside timeout() it is a CancelledError", ">=3.11", "timeout-translated", "printed",
             ["inside: CancelledError 1 ()", "outside: TimeoutError 0"]),
    ),
    fails="""
import asyncio

async def main():
    await asyncio.wait_for(
        asyncio.sleep(1), timeout=0.01)


asyncio.run(main())
""",
    works="""
import asyncio

async def main():
    try:
        await asyncio.wait_for(
            asyncio.sleep(1), timeout=0.01)
    except asyncio.TimeoutError:
        print("sleep(1) took more than 10 ms")

asyncio.run(main())
""",
    wrong=(
        Wrong("a longer timeout", "if the loop was held, everybody's timers are late: look for that first"),
        Wrong("except TimeoutError", "misses it {<3.11: wait_for-error-name: wait_for raises}; "
              "asyncio.TimeoutError is right on all"),
        Wrong("logging str(error)", "is empty; log repr(error), or the traceback"),
    ),
    fixes=(
        "Catch asyncio.TimeoutError next to the call, where you know what was too slow, and say that.",
        "Bound the cleanup, too: a timeout of its own in the finally block.",
        "To give up waiting and not the work: asyncio.wait_for(asyncio.shield(task), timeout).",
        "Code that never awaits cannot be timed out: give it to a thread or a process.",
    ),
    scenarios=(
        "wait_for-timeout", "wait_for-error-name", "timeout-translated", "wait_for-shielded",
        "wait_for-cpu-bound", "wait_for-nested", "wait_for-zero", "run_coroutine_threadsafe-timeout",
        "wait_for-inner-timeout", "as_completed-timeout", "timeout-in-context", "timeout-reschedule",
        "timeout-blocked", "wait_for-zero-running",
    ),
    related=("cancel-swallowed", "loop-blocked", "needs-a-task"),
)
