"""Ctrl-C and asyncio.run()."""

from __future__ import annotations

from ..page import COURSE, Page, Says, When, Wrong

PAGE = Page(
    title="Ctrl-C stopped asyncio.run(), which cancels main() and waits for its cleanup",
    says=(
        Says("^KeyboardInterrupt$", "KeyboardInterrupt",
             ("asyncio.run(", "asyncio/runners.py", "runners.py")),
    ),
    weight=COURSE,
    happened=(
        "asyncio.run() turns Ctrl-C into a cancel of main(): it gets CancelledError at its await, cleans "
        "up, and run() raises KeyboardInterrupt at the end. What it does to plain code between two awaits "
        "depends on the version. SIGTERM is another matter: it ends the program where it is.",
    ),
    when=(
        When("main() that awaits can clean up", "", "ctrl-c-awaiting", "the order",
             ["main: CancelledError", "main: cleaned up", "run() raised KeyboardInterrupt"]),
        When("plain code goes on; a second Ctrl-C interrupts it", ">=3.11", "ctrl-c-blocking",
             "what still runs", ["after the first Ctrl-C", "run() raised KeyboardInterrupt"]),
        When("plain code is interrupted at once", "<3.11", "ctrl-c-blocking", "what still runs",
             ["run() raised KeyboardInterrupt"]),
        When("main() that swallows CancelledError swallows Ctrl-C", ">=3.11", "ctrl-c-swallowed",
             "the program", "returned"),
        When("SIGTERM: no cleanup at all", "", "sigterm-kills", "the program", "killed"),
    ),
    fails="""
import asyncio, os, signal

async def main():
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(1)


asyncio.run(main())
""",
    works="""
import asyncio, os, signal

async def main():
    os.kill(os.getpid(), signal.SIGINT)
    await asyncio.sleep(1)

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("stopped by Ctrl-C")
""",
    wrong=(
        Wrong("except KeyboardInterrupt inside main()", "it is a CancelledError in there"),
        Wrong("except BaseException: pass", "swallows the cancel: the program goes on"),
    ),
    fixes=(
        "except KeyboardInterrupt around asyncio.run(); the cleanup is main()'s own, in finally blocks.",
        "For SIGTERM, and for more than one signal: loop.add_signal_handler(signal.SIGTERM, stop.set), "
        "with stop an asyncio.Event that main() waits for.",
        "Nothing in a task may hold the loop for long: Ctrl-C waits for it {>=3.11: ctrl-c-blocking: what "
        "still runs}.",
    ),
    scenarios=(
        "ctrl-c-awaiting", "ctrl-c-blocking", "ctrl-c-swallowed", "ctrl-c-handler", "sigterm-kills",
        "add_signal_handler-sigint",
    ),
    related=("cancelled", "cancel-swallowed", "signals-main-thread"),
)
