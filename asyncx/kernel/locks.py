"""Locks and queues on which a thread waits by giving its turn away.

Each holds a real lock and takes it without blocking, so it is still a lock when the turns are over
(after a fork, or when the observer has removed itself).  Only these three are needed: conditions,
events, semaphores, barriers, timers and futures are Python code on top of them.  A released lock goes
to whoever asks first, and the thread that waited longest is only told to look again: so it is in
CPython, where a thread can take a lock again before those who wait for it have woken up.
"""

import _thread
import sys
import time
from collections import deque

_TIMEOUT_MAX = _thread.TIMEOUT_MAX
_sleep, _monotonic = time.sleep, time.monotonic


class _Turned:
    __slots__ = ("__weakref__", "_lock", "_queue")

    clock = None
    """The VirtualClock."""

    def acquire(self, blocking=True, timeout=-1):
        if not blocking or (timeout != -1 and not 0 <= timeout <= _TIMEOUT_MAX):
            taken = self._lock.acquire(blocking, timeout)
            # A Condition tries its lock only to see whether it is taken.
            if not taken and sys._getframe(1).f_code.co_name != "_is_owned":
                self.clock.polled()
            return taken
        if self._lock.acquire(False):
            return True
        return self.clock.block(
            self._what,
            lambda: self._lock.acquire(False),
            None if timeout == -1 else timeout,
            self._queue,
            lambda left: self._lock.acquire(True, -1 if left is None else left),
        )

    __enter__ = acquire

    def release(self):
        self._lock.release()
        self._wake()

    def __exit__(self, *error):
        self.release()

    def _wake(self):
        if self._queue:
            self.clock.turns.wake(self._queue[0])

    def __getattr__(self, name):
        return getattr(self._lock, name)

    def __repr__(self):
        return repr(self._lock)


class Lock(_Turned):
    """In place of threading.Lock."""

    __slots__ = ()
    _what = "Lock.acquire"

    def __init__(self):
        self._lock = _thread.allocate_lock()
        self._queue = []


class RLock(_Turned):
    """In place of threading.RLock."""

    __slots__ = ()
    _what = "RLock.acquire"

    def __init__(self):
        self._lock = _thread.RLock()
        self._queue = []

    def _release_save(self):
        state = self._lock._release_save()
        self._wake()
        return state

    def _acquire_restore(self, state):
        self.acquire()
        self._lock.release()
        self._lock._acquire_restore(state)


class SimpleQueue:
    """In place of queue.SimpleQueue.

    Like it, and unlike queue._PySimpleQueue, it can be put to by code that the garbage collector runs
    in the middle of a get: executors rely on that.
    """

    __slots__ = ("__weakref__", "_items", "_queue")

    clock = None
    Empty = None
    """queue.Empty"""

    def __init__(self):
        self._items = deque()
        self._queue = []

    def put(self, item, block=True, timeout=None):
        self._items.append(item)
        for seat in list(self._queue):
            if self.clock.turns.wake(seat):
                break

    def put_nowait(self, item):
        self.put(item)

    def get(self, block=True, timeout=None):
        if timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not self._items and block:
            self.clock.block(
                "SimpleQueue.get", lambda: bool(self._items), timeout, self._queue, self._really_wait
            )
        try:
            return self._items.popleft()
        except IndexError:
            self.clock.polled()
            raise self.Empty from None

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)

    def _really_wait(self, left):
        end = None if left is None else _monotonic() + left
        while not self._items and (end is None or _monotonic() < end):
            _sleep(0.001)
        return bool(self._items)
