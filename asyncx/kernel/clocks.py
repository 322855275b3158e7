"""The clocks of a run: the machine's own, and a virtual one on which nothing takes time but waiting."""

import sys
import threading
import time

from .calls import blocking_call
from .patches import Patches
from .virtual import VirtualClock

__all__ = ["RealClock", "VirtualClock"]

_sleep, _monotonic_ns = time.sleep, time.monotonic_ns


class RealClock:
    """The machine's clock.  Reports where the program blocks; changes nothing else.

    Seen are time.sleep, Thread.join and all that waits on a Condition (events, queues, semaphores,
    futures); not locks and queue.SimpleQueue, which are written in C.
    """

    name = "real"

    def __init__(self):
        self._start = _monotonic_ns()
        self._patches = Patches()
        self._report = None

    def install(self, report, on_deadlock):
        """Begin; `report(kind, **fields)` writes a record.  `on_deadlock` is never called here."""
        self._report = report
        self._patches.function(time, "sleep", self._sleep_hook())
        self._patches.method(threading.Condition, "wait", self._wait_hook)
        self._patches.method(threading.Thread, "join", self._join_hook)
        self._patches.spread()

    def uninstall(self):
        """Put everything back."""
        self._patches.undo()

    def after_fork_in_child(self):
        """Forget it all in a child process: it is not observed."""
        self.uninstall()

    def begin(self):
        """The program begins now: what came before is the tracer's own time."""
        self._start = _monotonic_ns()

    def touch(self):
        """A record is written."""

    def now(self):
        """Nanoseconds since the start."""
        return _monotonic_ns() - self._start

    def select(self, select, timeout, wakers):
        """Wait as a loop does when it is idle; returns the list of events that `select` returns.

        `select` is the selector's own method, `timeout` in seconds or None, `wakers` how many of the
        registered files are the loop's own.
        """
        return select(timeout)

    def _around(self, what, until, on, call):
        what, ours = blocking_call(sys._getframe(2), what)
        if not ours:
            return call()
        self._report("thread.wait", what=what, until=until, on=on)
        timed_out = None
        try:
            result = call()
            timed_out = None if result is None else not result
            return result
        finally:
            self._report("thread.wake", what=what, timed_out=timed_out)

    def _until(self, seconds):
        ever = seconds is None or seconds == float("inf")
        return None if ever else self.now() + round(max(seconds, 0) * 1e9)

    def _sleep_hook(self):
        def sleep(seconds):
            if not isinstance(seconds, (int, float)) or not 0 < seconds <= threading.TIMEOUT_MAX:
                return _sleep(seconds)
            return self._around("time.sleep", self._until(seconds), None, lambda: _sleep(seconds))

        return sleep

    def _wait_hook(self, original):
        def wait(condition, timeout=None):
            if not condition._is_owned() or (timeout is not None and not timeout > 0):
                return original(condition, timeout)
            until = self._until(timeout)
            return self._around("Condition.wait", until, None, lambda: original(condition, timeout))

        return wait

    def _join_hook(self, original):
        def join(thread, timeout=None):
            if thread is threading.current_thread() or not thread.is_alive():
                return original(thread, timeout)
            until = self._until(timeout)

            def call():
                original(thread, timeout)
                return timeout is None or not thread.is_alive()

            self._around("Thread.join", until, thread.name, call)
            return None

        return join
