"""Whether anything is left that could ever wake an event loop that waits.

Asked from another thread while the loop waits, and of what asyncio and the interpreter know: nothing of the
program's is called.  Where that does not tell, the answer is no.
"""

import signal
import sys
from functools import partial
from os import listdir
from socket import socket

from .places import KERNEL, own

_THREADS = "/proc/self/task"


def count_of_threads():
    """How many threads the system knows of this process, 0 where it does not tell."""
    try:
        return len(listdir(_THREADS))
    except OSError:
        return 0


def stuck(loop, thread, asker, places):
    """Whether nothing but a signal could wake `loop`, which waits in the thread with the identifier `thread`.

    No timer is set, no file or socket is waited for, no signal has a handler of the program's, and no thread
    is at work but the one that asks, `asker`.  A loop whose parts are not asyncio's own is never stuck.
    """
    return _has_nothing_to_wait_for(loop) and _no_handler(places) and _alone(thread, asker)


def _has_nothing_to_wait_for(loop):
    selector, pipe = own(loop, "_selector"), own(loop, "_ssock")
    waited = own(selector, "_fd_to_key")
    if type(selector).__module__ != "selectors" or type(waited) is not dict or type(pipe) is not socket:
        return False
    lists = [own(loop, name) for name in ("_ready", "_scheduled", "_signal_handlers")]
    return not any(lists) and None not in lists and list(waited) == [pipe.fileno()]


def _no_handler(places):
    """Whether no signal runs a function of the program's.  One alarm is left out: that is a time limit."""
    limit = set() if signal.getitimer(signal.ITIMER_REAL)[1] else {signal.SIGALRM}
    for number in signal.valid_signals() - limit:
        handler = signal.getsignal(number)
        while type(handler) is partial:  # a Runner's
            handler = handler.func
        if handler is None or handler is signal.default_int_handler or type(handler) is signal.Handlers:
            continue
        code = own(own(handler, "__func__") or handler, "__code__")
        if code is None or not (code.co_filename.startswith(KERNEL) or places.is_asyncio(code)):
            return False
    return True


def _alone(thread, asker):
    """Whether all other threads are those of an executor, and wait for a job."""
    frames, count = sys._current_frames(), count_of_threads()
    if not count or count > len(frames):  # those of a library in C may do anything
        return False
    worker = getattr(sys.modules.get("concurrent.futures.thread"), "_worker", None)
    code = getattr(worker, "__code__", None)
    return all(
        ident in (thread, asker) or (code is not None and frame.f_code is code)
        for ident, frame in frames.items()
    )
