"""Signal handlers and the main thread."""

from __future__ import annotations

from ..page import Page, Says, Wrong

PAGE = Page(
    title="A signal handler was installed outside the main thread",
    says=(
        Says("set_wakeup_fd only works in main thread", "ValueError"),
        Says("signal only works in main thread", "ValueError"),
        Says("add_signal_handler() can only be called from the main thread", "RuntimeError"),
    ),
    happened=(
        "Python runs signal handlers in the main thread only, so loop.add_signal_handler() works for a "
        "loop that runs there. Frameworks call it in run(): web.run_app(), a bot's run(), a server's "
        "serve(). In a worker thread, under mod_wsgi or in an embedded interpreter there is no main "
        "thread to be had.",
    ),
    fails="""
import asyncio, signal, threading

async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(
        signal.SIGTERM, print, "bye")

threading.Thread(
    target=asyncio.run, args=[main()]).start()
""",
    works="""
import asyncio, signal

async def main():
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(
        signal.SIGTERM, print, "bye")

asyncio.run(main())
""",
    wrong=(
        Wrong("WindowsSelectorEventLoopPolicy", "changes the loop, not the thread"),
        Wrong("signal.signal() in the thread", "has the same rule"),
    ),
    fixes=(
        "Run the loop in the main thread, and other blocking things in threads.",
        "In a thread, tell the framework to leave signals alone: handle_signals=False, or start the "
        "runner and site by hand instead of run_app().",
        "Handle the signal in the main thread, and pass it on: loop.call_soon_threadsafe(stop.set).",
    ),
    scenarios=("add_signal_handler-late", "add_signal_handler-sigint", "ctrl-c-handler"),
    related=("not-thread-safe", "no-current-loop", "loop-stopped"),
)
