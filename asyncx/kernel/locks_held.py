"""Which task holds each asyncio.Lock, and since which line.

A lock costs no record while nobody waits for it: who holds it is noted, and written when somebody waits,
or when the program ends and it is still held.  With `every` each change is written at once.
"""

import asyncio
import dis
import gc
import sys
from asyncio import events, locks, tasks
from weakref import ref

from . import features
from .graft import after_each, graft_method
from .places import own

_NAMES = ("acquire", "__aenter__", "__aexit__", "wait", "wait_for", "release")
_getframe = sys._getframe


def between():
    """The ids of the code of asyncio's that stands between a lock, or a semaphore, and who takes it."""
    found = {id(tasks.wait_for.__code__)}
    for kind in vars(locks).values():
        for name in _NAMES if isinstance(kind, type) else ():
            code = getattr(vars(kind).get(name), "__code__", None)
            if code is not None:
                found.add(id(code))  # a code object is slow to hash
    return found


def taker(frame, on_the_way):
    """(task, code, offset) of who takes a lock, or a place of a semaphore, in `frame`."""
    code = frame.f_code
    while id(code) in on_the_way and frame.f_back is not None:
        frame = frame.f_back
        code = frame.f_code
    return current(), code, frame.f_lasti


class Locks:
    """The locks that are held now: by the id of each the task, the place and the time.

    A lock that was garbage-collected in somebody's hand leaves its entry, which is no other lock's: that one
    is not locked, or has an entry of its own.
    """

    def __init__(self, recorder, every):
        self.recorder = recorder
        self.every = every
        self._held = {}
        self._told = set()
        self._on_the_way = set()

    def install(self):
        """Notice when a lock is taken and when it is released."""
        taken, released = self._hooks()
        given = {"locks_taken": taken, "locks_released": released}
        for name, told in (("acquire", "locks_taken(self)"), ("release", "locks_released(self)")):
            graft_method(self.recorder, asyncio.Lock, name, given, after_each("_locked", told))
        self._on_the_way.update(between())

    def _hooks(self):
        held, told, on_the_way, now = self._held, self._told, self._on_the_way, self.recorder.clock.now
        number, this = self.recorder.tasks.get, self

        def taken(lock):
            try:
                task, code, at = taker(_getframe(1), on_the_way)
                known = number(task)
                if known is None and task is not None:
                    known = ref(task)  # it may get its number before it is asked for
                held[id(lock)] = known, code, at, now()
                if told:
                    told.discard(id(lock))
                if this.every:
                    this.tell(lock)
            except Exception as error:
                this.recorder.fail(error)

        def released(lock):
            try:
                if held.pop(id(lock), None) is not None and told:
                    this.freed(lock)
            except Exception as error:
                this.recorder.fail(error)

        return taken, released

    def freed(self, lock):
        """A lock was released; of interest only when somebody was told that it was held."""
        rec = self.recorder
        if id(lock) in self._told:
            self._told.discard(id(lock))
            where, _ = rec.caller(2)
            fields = {"object": rec.object_number(lock), "task": rec.tasks.get(current()), "where": where}
            rec.emit("lock.freed", fields)

    def describe(self, thing, on):
        """A task waits for `thing`: write who holds it, if it is a lock."""
        if issubclass(type(thing), asyncio.Lock):
            self.tell(thing)

    def finish(self):
        """The program is over: write which locks are still held."""
        if self._held:
            for lock in gc.get_objects():
                if issubclass(type(lock), asyncio.Lock):
                    self.tell(lock)

    def tell(self, lock):
        """Write who holds a lock, if somebody does and it was not written yet."""
        taken = self._held.get(id(lock))
        if taken is None or id(lock) in self._told or not own(lock, "_locked"):
            return
        self._told.add(id(lock))
        rec, (task, code, at, since) = self.recorder, taken
        task = rec.tasks.get(task()) if type(task) is ref else task
        fields = {
            "object": rec.object_number(lock),
            "task": task,
            "age": rec.clock.now() - since or None,
            "where": place(rec.places, code, at),
        }
        rec.emit("lock.taken", fields)


def place(places, code, at):
    """The place of the instruction at the offset `at`; None in a library."""
    return None if places.is_library(code) else places.at(code, _line(code, at))


def _line(code, at):
    lines = [line for start, line in dis.findlinestarts(code) if start <= at and line]
    return lines[-1] if lines else code.co_firstlineno


def _current_by_hand():
    return tasks._current_tasks.get(events._get_running_loop())


def _current_in_c():
    try:
        return asyncio.current_task()
    except RuntimeError:
        return None


current = _current_in_c if features.EAGER else _current_by_hand
"""The running task, None for none."""
