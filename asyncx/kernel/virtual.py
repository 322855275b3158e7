"""The virtual clock: starts at 0, and moves only when no thread of the program can run."""

import sys
import threading
import time

from .calls import blocking_call
from .patches import Patches
from .turns import Turns
from .virtual_outside import Outside
from .virtual_threads import Threading

EPOCH = 946684800
"""What time.time() is at 0: 2000-01-01T00:00:00Z."""

_SECOND = 1000000000
_join = threading.Thread.join
_sleep = time.sleep
_READINGS = ("monotonic", "perf_counter", "process_time", "thread_time")


class VirtualClock:
    """One clock for all loops and threads; who runs when is decided by Turns.

    Computing takes no time.  Blocking does: it is what moves the clock, to the earliest deadline, once
    every thread blocks.  Two things make time pass without that, a millisecond at a time, so that a
    program that polls comes to an end: more than a thousand turns of one loop at the same instant, and
    more than a hundred looks at the clock in a row with nothing done between them (see Turns).
    """

    name = "virtual"

    def __init__(self):
        self._patches = Patches()
        self._report = None
        self.turns = None

    def install(self, report, on_deadlock):
        """Take over the program's clocks, locks and threads.

        To be called in the main thread, before asyncio and concurrent.futures are imported.
        `report(kind, **fields)` writes a record.  `on_deadlock(waiting)` is called when nothing can ever
        run again, with a list of {"thread": identifier, "what": call}, and does not return.
        """
        self._report = report
        self.turns = Turns(threading.main_thread(), on_deadlock, lambda thread: _join(thread, 1))
        self._patch_time()
        Threading(self).install(self._patches)
        Outside(self).install(self._patches)
        self._patches.spread()

    def uninstall(self):
        """Put everything back; time goes on from where it is, and waits that have begun, at the real pace."""
        if self.turns is not None:
            self._patches.undo()
            self.turns.stop()

    def after_fork_in_child(self):
        """Forget it all in a child process: it has only this thread, and lives in real time."""
        self.uninstall()

    def begin(self):
        """The program begins now; it is 0 already."""

    def touch(self):
        """A record is written: the program does more than look at the clock."""
        if self.turns is not None:
            self.turns.touch()

    def now(self):
        """Nanoseconds since the start."""
        return self.turns.time() if self.turns is not None else 0

    # waiting

    def select(self, select, timeout, wakers):
        """Wait as a loop does when it is idle; returns the list of events that `select` returns.

        `select` is the selector's own method, `timeout` in seconds or None, `wakers` how many of the
        registered files are the loop's own.  With others registered something may come from outside:
        then real time is given to it before the clock jumps, and nothing is ever called a deadlock.
        """
        me = self.turns.mine()
        if me is None:
            return select(timeout)
        until = None if timeout is None else self.turns.now + round(max(timeout, 0) * 1e9)
        selector = getattr(select, "__self__", None)
        self.turns.lap(me, selector)
        events = []

        def poll():
            events[:] = select(0)
            return bool(events)

        get_map = getattr(selector, "get_map", None)
        external = get_map is not None and len(get_map() or ()) > wakers
        if self.turns.wait(me, "select", poll, until, poll, external) is None:
            return select(self._left(until))
        return events

    def block(self, what, done, timeout, queue, really, on=None, poll=None):
        """Wait for done() for `timeout` seconds (None: for ever); returns whether it became true.

        `what` names the call, `queue` is where those who could make it true find who waits,
        `really(timeout)` does the same on the machine's clock, for when there are no turns.
        """
        me = self.turns.mine()
        if me is None:
            return really(timeout)
        if done():
            return True
        until = None if timeout is None else self.turns.now + round(timeout * 1e9)
        if until is not None and until <= self.turns.now:
            self.polled()
            return False
        what, ours = blocking_call(sys._getframe(1), what)
        if ours:
            self._report("thread.wait", what=what, until=until, on=on)
        queue.append(me)
        outcome = timed_out = None
        try:
            outcome = self.turns.wait(me, what, done, until, poll, poll is not None)
            if outcome is None:
                outcome = really(self._left(until))
            timed_out = None if done is _never else not outcome
            return outcome
        finally:
            queue.remove(me)
            if queue and not outcome:
                self.turns.wake(queue[0])
            if ours:
                self._report("thread.wake", what=what, timed_out=timed_out)

    def polled(self):
        """The program looked whether something has come, a time or a lock, and goes on."""
        me = self.turns.mine()
        if me is not None:
            self.turns.look(me)

    def _left(self, until):
        return None if until is None else max(until - self.turns.now, 0) / 1e9

    # time

    def _patch_time(self):
        def read():
            self.polled()
            return self.turns.time()

        def reading(convert):
            return lambda: convert(read())

        def wall(name, virtual, arguments=0):
            original = getattr(time, name)

            def hooked(*args):
                if self.turns.active and len([arg for arg in args if arg is not None]) == arguments:
                    return virtual(original, *args)
                return original(*args)

            self._patches.function(time, name, hooked)

        # These are not put back: loops have deadlines on them.  Without turns they go on from where they
        # were, at the pace of the machine's clock.
        readings = Patches()
        for name in _READINGS:
            if hasattr(time, name):
                readings.function(time, name, reading(lambda now: now / _SECOND))
                readings.function(time, name + "_ns", reading(int))
        readings.spread()
        wall("time", lambda original: EPOCH + read() / _SECOND)
        wall("time_ns", lambda original: EPOCH * _SECOND + read())
        for name in ("localtime", "gmtime", "ctime"):
            wall(name, lambda original, *none: original(EPOCH + read() // _SECOND))
        wall("asctime", lambda original: original(time.localtime()))
        wall("strftime", lambda original, form: original(form, time.localtime()), 1)
        self._patches.function(time, "sleep", self._sleep_hook())

    def _sleep_hook(self):
        def sleep(seconds):
            me = self.turns.mine()
            if me is None or not isinstance(seconds, (int, float)):
                return _sleep(seconds)
            if not 0 <= seconds <= threading.TIMEOUT_MAX:
                return _sleep(seconds)
            if round(seconds * 1e9) == 0:
                self.turns.lap(me)
            else:
                self.block("time.sleep", _never, seconds, [], _sleep)
            return None

        return sleep


def _never():
    return False
