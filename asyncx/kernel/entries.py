"""What is known of the tasks of a watched program, and where that is kept."""

from weakref import ref

from .places import own
from .sites import Place


class Entry:
    """What is known of a task that has waited: `head` is what its slots begin with.

    The upper half of that is its number.  `wait` is the slot of the last step, while a `State` has the task
    among those that may wait; else it is 0, -1 when what it waits for since then is described, or None when
    it has ended.  `ref` is a weak reference to the task.
    A task keeps its entry, and nobody else does for long: `on_freed` is told of one that goes too early.
    """

    __slots__ = ("head", "ref", "wait")
    on_freed = None

    def __init__(self, head, task):
        self.head = head
        self.ref = ref(task)
        self.wait = 0

    def __del__(self):
        try:
            wait = self.wait
        except AttributeError:  # a signal handler raised an error while it was made
            return
        if wait is not None and self.on_freed is not None:
            self.on_freed(self)


class Entries:
    """What is known of tasks.  It lies in the tasks themselves, in the slot that our class adds to Task.

    That has the head of a task which has not waited yet, for most end soon, and its entry then; or, where
    tasks are noted when they wait, the place where it was made before that.  `slot` is the descriptor of that
    slot, when there is one.  `last` is the number of the task that was seen last, and `passed` how many have
    ended that got none.
    """

    __slots__ = ("_others", "last", "passed", "slot")

    def __init__(self):
        self.slot = None
        self._others = {}
        self.last = self.passed = 0

    def place(self, thing):
        """Where a task was made that has no number; None when that is not known."""
        known = self._kept(thing)
        return known if type(known) is Place else None

    def _known(self, thing):
        known = self._kept(thing)
        return known if type(known) in (Entry, int) else None

    def _kept(self, thing):
        known = own(thing, "_asyncx")
        if known is not None:
            return known
        other = self._others.get(id(thing))
        return other[1] if other is not None and other[0]() is thing else None

    def get(self, thing):
        """The number of a task, None when it has none."""
        known = self._known(thing)
        return None if known is None else (known if type(known) is int else known.head) >> 32

    def entry(self, thing):
        """The entry of a task that has a number; None when it has none, or is no task."""
        known = self._known(thing)
        if type(known) is int:
            known = Entry(known, thing)
            self.keep(thing, known)
        return known

    def keep(self, task, known):
        """Let `task` have this entry, this head, or this place."""
        try:
            self.slot.__set__(task, known)
        except (AttributeError, TypeError):  # a task of another class
            key = id(task)
            self._others[key] = ref(task, lambda _: self._others.pop(key, None)), known
