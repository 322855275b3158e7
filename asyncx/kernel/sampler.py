"""Looks, from a thread of its own, at what a loop runs that does not come back to it.

The thread is none of the module threading's: it is in no list of the program's, keeps nothing alive and is
not waited for.  It sleeps for TICK, looks at one number of each thread that runs a loop, and sleeps again.
"""

import atexit
import os
import signal
import sys
from _thread import allocate_lock, get_ident, start_new_thread
from time import sleep

from .called import called
from .places import KERNEL
from .slots import now
from .starved import Spells, Starved
from .states import State, get_native_id
from .stuck import count_of_threads, stuck
from .wire import INSTALLED, NEVER

TICK = 0.02
"""Seconds between two looks."""

QUIET = 100_000_000
"""A loop that waited for so long (ns) is asked whether it could wake up at all."""
LONGEST = 1_000_000_000
"""Between two samples of one step, or two such questions (ns)."""

MOST_STARVED = 20
"""Of so many threads it is known whether they had a CPU: each takes two descriptors."""

_DEEPEST = 40
_FARTHEST = 400
"""So far the program's line is looked for, behind what a library does: an import is many frames deep."""
_ASYNC = 0x80 | 0x100 | 0x200
"""inspect.CO_COROUTINE, CO_ITERABLE_COROUTINE and CO_ASYNC_GENERATOR."""


class Sampler:
    """Writes `loop.held` while one step or callback that `recorder` sees goes on and on.

    And `loop.starved` when the machine ran others, so that nobody is blamed for the time that it took.

    `running` has the numbers of the threads in which a loop runs.  After `seconds` recording ends.
    """

    def __init__(self, recorder, running, seconds=None):
        self._until = None if seconds is None else now() + round(seconds * 1e9)
        self._seconds = seconds
        self._recorder = recorder
        self._threads = running
        self._stop = None
        self._seen = {}
        self._states = {}
        self._spells = {}
        self.paused = False
        """Whether to `start` again: a fork is over."""

    def install(self):
        """Start, and pause while the program forks: from 3.12 on os.fork() warns of other threads."""
        self._spells[get_ident()] = Spells(Starved(get_native_id()), now())
        self.start()
        self._recorder.undo(self._end)
        self._recorder.undo(self._forget)
        atexit.register(self.leave)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(before=self._pause)

    def start(self):
        """Begin to look."""
        self.paused = False
        self._stop = allocate_lock()
        self._stop.acquire()
        start_new_thread(self._run, (self._stop,))

    def _end(self):
        stop, self._stop = self._stop, None
        if stop is not None:
            stop.release()

    def _pause(self):
        if self._stop is not None and self._recorder.live:
            self._recorder.guard(self.leave)
            self.paused = True

    def leave(self):
        """Stop, and wait until the thread is gone: up to 3.10 an interpreter that ends first may crash."""
        if self._stop is None:
            return
        before = count_of_threads()
        self._end()
        for attempt in range(1000):
            if count_of_threads() < before or not before:
                break
            sleep(0 if attempt < 100 else 0.001)

    def _run(self, stop):
        rec = self._recorder
        rec.guard(_take_no_signals)
        while not stop.acquire(True, TICK):
            if not rec.live:  # on a busy machine it may look before recording has begun
                continue
            rec.guard(self._look)
            if self._until is not None and now() >= self._until:
                rec.end("recorded for %g s, as --for asks" % self._seconds, "cut")

    def _look(self):
        self._forget(but=self._recorder.states)
        self.starving()
        seen, self._seen = self._seen, {}
        for ident, state in list(self._recorder.states.items()):
            if state.number not in self._threads:
                continue
            moment, at = now(), _position(state)
            last, since, again = seen.get(ident, (None, 0, 0))
            if last != at:
                since, again = moment, moment if at > 0 else moment + QUIET
            elif moment >= again:
                again = moment + min((moment - since) // 2, LONGEST)
                if at > 0:
                    at = self._sample(ident, state, at)
                elif self._is_stuck(ident, state, at):
                    again = NEVER  # it can only get worse
            self._seen[ident] = at, since, again

    def _is_stuck(self, ident, state, at):
        """Whether nothing can wake the loop any more, which is written then."""
        rec, loop = self._recorder, state.loop
        if loop is None or not stuck(loop, ident, get_ident(), rec.places) or _position(state) != at:
            return False
        self._write_for(ident, state)
        rec.emit("loop.stuck", {"loop": rec.loop_number(loop)}, None)
        return True

    def starving(self, only=None):
        """Write which loops had no CPU of late: all that run, or the one in the thread `only`."""
        rec = self._recorder
        for ident, state in list(rec.states.items()):
            if only not in (None, ident):
                continue
            loop, spells = self._threads.get(state.number), self._spells.get(ident)
            if spells is None and loop and len(self._spells) < MOST_STARVED:
                spells = self._spells[ident] = Spells(Starved(state.native), now())
            # Also while it runs no loop: what it waited for then is not to count later.
            found = spells.over(now()) if spells is not None else None
            if found is not None and loop:
                if get_ident() != ident:
                    self._write_for(ident, state)
                rec.emit("loop.starved", {"loop": loop, "since": found[0], "waited": found[1]}, None)

    def _forget(self, but=()):
        """Read no more of threads that have ended, that is, which are not in `but`."""
        for ident in self._spells.keys() - but:
            spells = self._spells.pop(ident, None)
            if spells is not None:
                spells.starved.close()

    def _sample(self, ident, state, cause):
        """Write what the thread does; from then on this record is the cause of what it does next."""
        rec = self._recorder
        frame = sys._current_frames().get(ident)
        if frame is None or state.cause != cause:
            return cause
        fields = self._fields(frame)
        frame = None
        self._write_for(ident, state)
        number = rec.emit("loop.held", fields, cause)
        if state.cause == cause:
            state.cause = number
            return number
        return cause

    def _write_for(self, ident, state):
        """Let what is written next be in the name of the thread that is looked at, but not on its page."""
        ours = self._states.get(ident)
        if ours is None or ours.number != state.number:
            page = self._recorder.file.page(state.number)
            ours = self._states[ident] = State(state.number, page)
        self._recorder.local.state = ours

    def _fields(self, frame):
        """The stack, the innermost line that is the program's, not a library's, and what it calls."""
        places, stack, own, other = self._recorder.places, [], None, None
        deep = 0
        while frame is not None and deep < (_DEEPEST if own is not None else _FARTHEST):
            code = frame.f_code
            if places.is_edge(code):
                break
            if code.co_filename.startswith(KERNEL):  # one of our hooks is at work for the program
                frame = frame.f_back
                continue
            deep += 1
            at = places.at(code, frame.f_lineno)
            if deep <= _DEEPEST:
                stack.append(at)
            if own is None and not places.is_library(code):
                if not at[0].startswith(INSTALLED):
                    own = frame
                elif other is None:
                    other = frame
            frame = frame.f_back
        line = own or other
        if line is None:
            return {"stack": stack}
        code = line.f_code
        return {
            "stack": stack,
            "where": places.at(code, line.f_lineno),
            "what": called(code, line.f_lasti),
            "plain": True if not code.co_flags & _ASYNC and code.co_name[:1] != "<" else None,
        }


def _take_no_signals():
    """Leave the signals of the process to the program: it may block one, and wait for it with sigwait()."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())


def _position(state):
    """The slot that runs in a thread, or, negative, the one that it will write next: it waits until then."""
    return state.cause or -state.page.base - state.page.at
