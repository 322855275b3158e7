"""Threads on the virtual clock: locks, starting, joining, and the interpreter's exit."""

import _thread
import threading
from itertools import count

from .locks import Lock, RLock, SimpleQueue


class Threading:
    """Replaces what threads are started, joined and locked with.

    Never `_thread.allocate_lock` itself: the import system uses it.
    """

    def __init__(self, clock):
        self.clock = clock

    def install(self, patches):
        """Replace it all; concurrent.futures is imported on the way."""
        import queue

        Lock.clock = RLock.clock = SimpleQueue.clock = self.clock
        SimpleQueue.Empty = queue.Empty
        patches.set(threading, "Lock", Lock)
        patches.set(threading, "_allocate_lock", Lock)
        patches.set(threading, "_CRLock", RLock)
        patches.set(queue, "SimpleQueue", SimpleQueue)
        for module, name in (
            (_thread, "start_new_thread"),
            (_thread, "start_new"),
            (threading, "_start_new_thread"),
            (threading, "_start_joinable_thread"),
        ):
            if hasattr(module, name):
                patches.method(module, name, self._start_hook)
        patches.method(threading.Thread, "join", self._join_hook)
        # Where the interpreter waits for threads at its exit, after it has called what wants to be
        # called before that: 3.13 and later; 3.9 and later, if registered first; 3.8.
        if hasattr(threading, "_thread_shutdown"):
            patches.method(threading, "_thread_shutdown", self._exit_hook)
        elif hasattr(threading, "_register_atexit"):
            threading._register_atexit(self._join_all)
        else:
            patches.method(threading, "_shutdown", self._exit_hook)
        from concurrent.futures import Future

        _hash_by_age(threading.Thread)
        _hash_by_age(Future)

    def _start_hook(self, start):
        def start_new_thread(function, *args, **kwargs):
            turns = self.clock.turns
            if turns.mine() is None:
                return start(function, *args, **kwargs)
            owner = getattr(function, "__self__", None)
            seat = turns.begin(owner if isinstance(owner, threading.Thread) else None)
            try:
                return start(_Start(turns, seat, function), *args, **kwargs)
            except BaseException:
                turns.cancel(seat)
                raise

        return start_new_thread

    def _join_hook(self, original):
        def join(thread, timeout=None):
            seat = self.clock.turns.seat_of(thread)
            if seat is None or seat is self.clock.turns.mine():
                return original(thread, timeout)
            limit = None if timeout is None else max(timeout, 0)

            def really(left):
                original(thread, left)
                return seat.ended

            ended = self.clock.block(
                "Thread.join", lambda: seat.ended, limit, seat.joiners, really, thread.name
            )
            if ended and seat is not self.clock.turns.main:
                original(thread)
            return None

        return join

    def _exit_hook(self, original):
        def shutdown():
            self._join_all()
            return original()

        return shutdown

    def _join_all(self):
        me = self.clock.turns.mine()
        if me is None:
            return
        self.clock.turns.finish(me)
        while True:
            others = [seat.thread for seat in list(self.clock.turns.seats.values()) if seat is not me]
            others = [thread for thread in others if thread is not None and not thread.daemon]
            if not others:
                return
            others[0].join()


def _hash_by_age(kind):
    """Let sets of such objects have one order: by first use, not by address.

    It stays so for good, as dicts that hold them must go on finding them.
    """
    ages, main = count(1), threading.main_thread()

    def by_age(self):
        if self is main:
            return object.__hash__(self)
        attributes = vars(self)
        if "_asyncx_age" not in attributes:
            attributes["_asyncx_age"] = next(ages)
        return attributes["_asyncx_age"]

    kind.__hash__ = by_age


class _Start:
    """What a new thread runs, inside its first and its last turn."""

    def __init__(self, turns, seat, function):
        self._parts = turns, seat, function

    def __call__(self, *args, **kwargs):
        turns, seat, function = self._parts
        turns.enter(seat)
        try:
            return function(*args, **kwargs)
        finally:
            turns.leave(seat)

    def __repr__(self):
        return repr(self._parts[2])
