"""Calls into a loop from a thread that is not its own."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="A loop was given work from another thread, by a call that is not made for that",
    says=(
        Says("Non-thread-safe operation invoked on an event loop other than the current one", "RuntimeError"),
    ),
    findings=("wrong-thread",),
    picture="call_soon-thread",
    happened=(
        "call_soon(), call_later(), create_task(), future.set_result(), event.set() and "
        "queue.put_nowait() take no lock, and they do not wake a loop that sleeps. Only debug mode "
        "notices. Without it the callback is queued and runs when the loop next wakes for another reason: "
        "late, or never.",
    ),
    when=(
        When("call_soon() from a thread: as late as the next timer", "", "call_soon-thread",
             "call_soon at 100 ms arrives at", 500),
        When("call_soon_threadsafe(): at once", "", "call_soon-thread", "call_soon_threadsafe at 600 ms",
             600),
        When("loop.stop() from a thread: the same fault", "", "loop-stop-thread", "stop() after 0.1 s",
             ["a timer", "stopped after 0.5 s"]),
        When("set_result() from a thread, debug mode: the waiter is lost", "", "set_result-thread-debug",
             "the waiter", "never ended"),
    ),
    fails="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(
        None, loop.call_soon, print, "hi")

asyncio.run(main(), debug=True)
""",
    works="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(
        None, loop.call_soon_threadsafe,
        print, "hi")
    await asyncio.sleep(0)

asyncio.run(main(), debug=True)
""",
    wrong=(
        Wrong("turning debug mode off", "turns an error into a callback that runs late, or never"),
        Wrong("a threading.Lock around the call", "the loop takes no part in it, and still is not woken"),
        Wrong("asyncio.run() in the thread", "makes another loop; what it makes cannot be awaited in yours"),
    ),
    fixes=(
        "A coroutine: asyncio.run_coroutine_threadsafe(coro, loop), and result() in the thread.",
        "A callback: loop.call_soon_threadsafe(function, *arguments).",
        "Keep the loop in a variable where it runs (asyncio.get_running_loop()); a thread cannot look it "
        "up.",
        "The other way round, from a coroutine to a thread: await asyncio.to_thread(function).",
    ),
    scenarios=(
        "call_soon-thread", "run_coroutine_threadsafe-result", "loop-stop-thread", "set_result-thread",
        "set_result-thread-debug", "run_coroutine_threadsafe-idle", "run_coroutine_threadsafe-cancel",
        "new_event_loop-other-thread",
    ),
    related=("different-loop", "no-current-loop"),
)
