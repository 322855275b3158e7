"""What the asyncio of this interpreter can do: the only version checks in the kernel.

Each flag says since when; import this module only after the clock was installed, for it imports asyncio.
"""

import asyncio
import sys
import threading
from types import BuiltinMethodType

MONITORING = hasattr(sys, "monitoring")
"""PEP 669, 3.12: events of chosen frames without a trace function."""

CANCEL_MESSAGE = sys.version_info >= (3, 9)
"""Task.cancel(msg), bpo-31033."""

CANCEL_COUNT = hasattr(asyncio.Task, "cancelling")
"""Task.cancelling() and uncancel(), 3.11, gh-90908."""

TASK_CONTEXT = sys.version_info >= (3, 11)
"""create_task(context=...), bpo-46994."""

TIMEOUT = hasattr(asyncio, "timeout")
"""asyncio.timeout(), 3.11, gh-90927."""

EAGER = hasattr(asyncio, "eager_task_factory")
"""Tasks that start inside their constructor, 3.12, gh-97696."""

PLAIN_WAKEUP = sys.version_info >= (3, 10)
"""What a task adds to the future that it awaits is a builtin method, no more of a type of its own."""

TRACE_OF_THREADS = hasattr(threading, "gettrace")
"""threading.gettrace(), 3.10, bpo-42251."""

QUALIFIED_CODE = hasattr((lambda: None).__code__, "co_qualname")
"""code.co_qualname, 3.11, bpo-44530."""

POLICIES_DEPRECATED = sys.version_info >= (3, 14)
"""asyncio.set_event_loop_policy() warns, gh-127949."""

ABSOLUTE_MAIN = sys.version_info >= (3, 9)
"""__file__ of the script is absolute however it was called, bpo-20443."""

OVERFLOW_IS_FATAL = sys.version_info < (3, 10)
"""Who catches a RecursionError must unwind the stack before it grows again."""

MODULE_AT = hasattr(sys, "_getframemodulename")
"""The module of a function on the stack can be had without making a frame object of it, 3.12."""

module_at = sys._getframemodulename if MODULE_AT else lambda depth: None


def types_of_callbacks():
    """The types of what a task written in C gives to call_soon(), and to the future that it awaits.

    They cannot be imported.
    """
    seen = []

    class Loop:
        def call_soon(self, callback, *args, **named):
            seen.append(callback)

        def get_debug(self):
            return False

    async def wait(future):
        await future

    loop = Loop()
    future = asyncio.Future(loop=loop)
    coro = wait(future)
    task = asyncio.Task(coro, loop=loop, name="-")
    task._log_destroy_pending = False
    wake = BuiltinMethodType
    if not PLAIN_WAKEUP:
        seen[0]()
        wake = type(future._callbacks[0][0])
    coro.close()
    return type(seen[0]), wake
