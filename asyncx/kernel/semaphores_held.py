"""Which tasks hold the places of each asyncio.Semaphore, and since which lines.

As for locks it costs no record while nobody waits.  A semaphore may count something else than who is
inside: where a task that holds no place gives one back, nothing is said of holders any more.
"""

import asyncio
import sys
from weakref import ref

from .graft import after_each, before_each_return, first, graft_method
from .inside import Inside, body_of, gives_back, has_its_own_way, name_of
from .locks_held import between, current, place, taker
from .places import own

_getframe = sys._getframe
_MOST = 100
"""Of more tasks than these inside one semaphore none is named."""
_SUSPENDS = 0x20 | 0x80 | 0x200
"""The flags of the code of generators and coroutines."""


class Semaphores:
    """The semaphores that were made since recording began, by id; no others are followed."""

    def __init__(self, recorder, every):
        self.recorder = recorder
        self.every = every
        self._known = {}
        self._on_the_way = set()

    def install(self):
        """Notice when a semaphore is made, when a place is taken and when it is given back."""
        made, taken, released = self._hooks()
        given = {"semaphores_made": made, "semaphores_taken": taken, "semaphores_released": released}
        for name, change in (
            ("__init__", after_each("_value", "semaphores_made(self)")),
            ("acquire", before_each_return("semaphores_taken(self)")),
            ("release", first("semaphores_released(self)")),
        ):
            graft_method(self.recorder, asyncio.Semaphore, name, given, change)
        self._on_the_way.update(between())

    def _hooks(self):
        known, on_the_way, now = self._known.get, self._on_the_way, self.recorder.clock.now
        number, this, every = self.recorder.tasks.get, self, self.every

        def made(semaphore):
            if this.recorder.live:
                this.recorder.guard(this.made, semaphore)

        def taken(semaphore):
            try:
                one = known(id(semaphore))
                if one is None:
                    return
                task, code, at = taker(_getframe(1), on_the_way)
                if task is None or id(code) in on_the_way or not code.co_flags & _SUSPENDS:
                    one.unclaimed += 1
                    return
                key, before = id(task), None
                if key in one.takers:
                    before = one.takers[key]
                one.takers[key] = number(task) or ref(task), code, at, now(), before, body_of(task)
                if every:
                    this.describe(semaphore, None)
            except Exception as error:
                this.recorder.fail(error)

        def released(semaphore):
            try:
                one = known(id(semaphore))
                if one is not None:
                    task = current()
                    entry = one.takers.pop(id(task), None)
                    if entry is not None and entry[4] is not None:
                        one.takers[id(task)] = entry[4]
                    if entry is None or one.wanted:
                        this.released(semaphore, one, task, entry)
            except Exception as error:
                this.recorder.fail(error)

        return made, taken, released

    def made(self, semaphore):
        """A semaphore is being made; what one at the same address has left is forgotten."""
        known, key, places = self._known, id(semaphore), own(semaphore, "_value")
        known.pop(key, None)
        if type(places) is not int or places < 1 or has_its_own_way(type(semaphore)):
            return

        def forget(gone):
            if key in known and known[key].semaphore is gone:
                del known[key]

        known[key] = Inside(ref(semaphore, forget), places)

    def released(self, semaphore, one, task, entry):
        """A place was given back for which somebody has waited, or by a task that holds none."""
        rec = self.recorder
        task = None if task is None else rec.tasks.get(task)
        if entry is None and one.unclaimed:
            one.unclaimed -= 1
            return
        if entry is None or (type(entry[0]) is int and entry[0] != task):
            del self._known[id(semaphore)]
        else:
            one.given_back.add((name_of(entry[1]), name_of(entry[5])))
        if one.told if entry is None else id(entry) in one.told:
            one.told.discard(id(entry))
            where, _ = rec.caller(2)
            fields = {"object": rec.object_number(semaphore), "task": task, "where": where}
            rec.emit("semaphore.freed", fields)

    def describe(self, thing, on):
        """A task waits for `thing`: write who is inside, if it is a semaphore."""
        one = self._known.get(id(thing))
        if one is not None and one.semaphore() is thing:
            one.wanted = True
            self.tell(thing, one)

    def finish(self):
        """The program is over: write who is still inside those that somebody has waited for."""
        for one in list(self._known.values()):
            semaphore = one.semaphore() if one.wanted else None
            if semaphore is not None:
                self.tell(semaphore, one)

    def tell(self, semaphore, one):
        """Write who is inside a semaphore and was not written yet."""
        if len(one.takers) > _MOST:
            return
        entries = one.entries()
        if len(entries) + one.unclaimed + (own(semaphore, "_value") or 0) > one.places:
            del self._known[id(semaphore)]  # some were given back in another way
            return
        rec = self.recorder
        for entry in entries:
            if id(entry) not in one.told:
                one.told.add(id(entry))
                task, code, at, since, _, body = entry
                fields = {
                    "object": rec.object_number(semaphore),
                    "task": rec.tasks.get(task()) if type(task) is ref else task,
                    "age": rec.clock.now() - since or None,
                    "places": one.places,
                    "own": (name_of(code), name_of(body)) in one.given_back or gives_back(code, at) or None,
                    "where": place(rec.places, code, at),
                }
                rec.emit("semaphore.taken", fields)
