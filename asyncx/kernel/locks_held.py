"""Which task holds each asyncio.Lock, and since which line.

An uncontended lock costs no record: who holds it is remembered, and written when somebody waits for it,
or when the program ends and it is still held.  With `every` each change is written at once.
"""

import asyncio
import sys
from weakref import ref

from .settings import notice


class Locks:
    """The locks that are held now."""

    def __init__(self, recorder, every):
        self.recorder = recorder
        self.every = every
        self._held = {}

    def install(self):
        """Notice every change of every lock."""
        notice(self.recorder, asyncio.Lock, "_locked", self.changed)

    def changed(self, lock, locked):
        """`lock` was taken or released, or has just been made."""
        rec, key = self.recorder, id(lock)
        if locked:
            taken = _Taken(lock, self._task(), self._line(sys._getframe(3)), rec.clock.now())
            self._held[key] = taken
            if self.every:
                self._tell(lock, taken)
        else:
            taken = self._held.pop(key, None)
            if taken is not None and taken.told and taken.lock() is lock:
                where, _ = rec.caller(3)
                fields = {"object": rec.object_number(lock), "task": self._task(), "where": where}
                rec.emit("lock.freed", fields)

    def describe(self, thing, on):
        """A task waits for `thing`: write who holds it, if it is a lock."""
        taken = self._held.get(id(thing))
        if taken is not None and taken.lock() is thing:
            self._tell(thing, taken)

    def finish(self):
        """The program is over: write which locks are still held."""
        for taken in list(self._held.values()):
            lock = taken.lock()
            if lock is not None:
                self._tell(lock, taken)

    def _tell(self, lock, taken):
        if taken.told:
            return
        taken.told = True
        rec, (code, line) = self.recorder, taken.line
        fields = {
            "object": rec.object_number(lock),
            "task": taken.task,
            "age": rec.clock.now() - taken.since or None,
            "where": rec.places.at(code, line) if code is not None else None,
        }
        rec.emit("lock.taken", fields)

    def _task(self):
        try:
            task = asyncio.current_task()
        except RuntimeError:
            return None
        return None if task is None else self.recorder.tasks.get(task)

    def _line(self, frame):
        """(code, line) of the nearest frame of the program's; (None, 0) for none."""
        places = self.recorder.places
        while frame is not None:
            code = frame.f_code
            if not places.is_asyncio(code):
                return (None, 0) if places.is_library(code) else (code, frame.f_lineno)
            frame = frame.f_back
        return None, 0


class _Taken:
    """A lock that was taken; keeps neither it nor its task alive."""

    __slots__ = ("line", "lock", "since", "task", "told")

    def __init__(self, lock, task, line, since):
        self.lock, self.task, self.line, self.since, self.told = ref(lock), task, line, since, False
