"""What is in asyncio's queues when somebody waits at one, when such a wait is cancelled, and at the end."""

import asyncio
import sys
from weakref import ref

from .graft import after_each, graft_method
from .places import own


class Queues:
    """The queues of the program, and where each was made."""

    def __init__(self, recorder):
        self.recorder = recorder
        self._known = {}

    def install(self):
        """Notice every queue that is made."""
        rec, hooks = self.recorder, self

        def made(queue):
            if rec.live:
                rec.guard(hooks.made, queue)

        change = after_each("_finished", "queues_made(self)")
        graft_method(rec, asyncio.Queue, "__init__", {"queues_made": made}, change)

    def made(self, queue):
        """A queue is being made."""
        known, key = self._known, id(queue)

        def forget(gone):
            if known.get(key, (None,))[0] is gone:
                del known[key]

        known[key] = ref(queue, forget), self.recorder.caller(3)[0]

    def describe(self, thing, on):
        """A task waits for `thing`: add what is in it, if it is a queue."""
        made = self._known.get(id(thing))
        if made is not None and made[0]() is thing:
            on["counts"] = counts(thing)
            if made[1] is not None:
                on["made"] = made[1]

    def finish(self):
        """The program is over: write which queues still hold something, or wait for task_done()."""
        for known, where in list(self._known.values()):
            queue = known()
            if queue is None:
                continue
            found = counts(queue)
            if found.get("items") or found.get("unfinished"):
                number = self.recorder.object_number(queue)
                fields = {"object": number, "class": type(queue).__name__, "counts": found, "where": where}
                self.recorder.emit("queue.left", fields, None)


def counts(queue):
    """How much is in a queue, and how many wait at it; only what says something.

    A queue of the program's own class may do anything in its methods, so none is called.
    """
    found = {
        "items": _length(own(queue, "_queue")),
        "unfinished": own(queue, "_unfinished_tasks"),
        "getters": waiting(own(queue, "_getters")),
        "putters": waiting(own(queue, "_putters")),
        "most": own(queue, "_maxsize"),
    }
    return {name: count for name, count in found.items() if type(count) is int and count > 0}


def _length(items):
    return len(items) if type(items) in _CONTAINERS else None


_MANY = 50
_CONTAINERS = (list, type(sys.modules["collections"].deque()))


def waiting(futures):
    """How many of these futures somebody waits for; None where that is no container of them."""
    if type(futures) not in _CONTAINERS:
        return None
    if len(futures) > _MANY:  # each of them asks: looking at all would take longer the more there are
        return len(futures)
    return sum(own(future, "_state") == "PENDING" for future in futures)
