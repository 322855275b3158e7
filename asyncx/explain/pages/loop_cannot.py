"""What some loops cannot do."""

from __future__ import annotations

from ..page import Page, Says, Wrong

PAGE = Page(
    title="This kind of loop cannot do that on this system",
    says=(
        Says("NotImplementedError", "NotImplementedError",
             ("_make_subprocess_transport", "add_signal_handler", "add_reader", "add_writer",
              "_make_read_pipe_transport", "_make_write_pipe_transport", "create_unix_server",
              "create_unix_connection")),
        Says("Signals are not really supported on Windows", "ImportError"),
    ),
    happened=(
        "On Windows the selector loop has no child processes and no pipes, the proactor loop has no "
        "add_reader() and add_writer(), and neither of them has signal handlers or Unix sockets. The "
        "error has no text; the frame above it says what was asked for.",
    ),
    fails="""
import asyncio

loop = asyncio.AbstractEventLoop()
loop.add_signal_handler(15, print)
""",
    works="""
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    try:
        loop.add_signal_handler(15, print)
    except NotImplementedError:
        print("Ctrl-C must do")

asyncio.run(main())
""",
    wrong=(
        Wrong("WindowsSelectorEventLoopPolicy", "gives add_reader() and takes child processes away"),
        Wrong("except NotImplementedError: pass", "for signals that may do; a child process was not started"),
    ),
    fixes=(
        "For child processes the proactor loop, which is the one that asyncio.run() makes on Windows.",
        "A library that needs add_reader() runs in a thread of its own, with a selector loop.",
        "Where the program must stop in an orderly way on Windows, catch KeyboardInterrupt around "
        "asyncio.run().",
    ),
    related=("signals-main-thread", "policy-deprecated"),
)
