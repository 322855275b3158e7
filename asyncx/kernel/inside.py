"""Who is inside one asyncio.Semaphore, and whether they are the ones to give their places back."""

import asyncio
import dis
from types import CoroutineType

from .places import own


class Inside:
    """What is known of one semaphore: `takers` has by the id of each task what it took last.

    That is (task, code, offset, time, what it took before, the task's own code).  `given_back` has the names
    of functions that take places, with those of tasks that have given back themselves what they took so.
    `unclaimed` places were taken by tasks that did nothing else, such as those of wait_for() up to 3.11:
    whoever awaited such a task holds it.
    """

    __slots__ = ("given_back", "places", "semaphore", "takers", "told", "unclaimed", "wanted")

    def __init__(self, semaphore, places):
        self.semaphore, self.places = semaphore, places
        self.takers, self.told, self.given_back = {}, set(), set()
        self.unclaimed, self.wanted = 0, False

    def entries(self):
        """What each task took, in the order of time."""
        found = []
        for last in list(self.takers.values()):
            entry = last
            while entry is not None:
                found.append(entry)
                entry = entry[4]
        return sorted(found, key=lambda entry: entry[3])


def has_its_own_way(kind):
    """Whether a class of the program's takes places, or gives them back, in methods of its own."""
    bases = [base for base in kind.__mro__ if base not in (asyncio.Semaphore, asyncio.BoundedSemaphore)]
    return any(name in vars(base) for base in bases for name in ("acquire", "release", "_wake_up_next"))


def body_of(task):
    """The code that a task runs, None where that is not Python's."""
    coro = own(task, "_coro")
    return coro.cr_code if type(coro) is CoroutineType else None


def name_of(code):
    """What tells a function from others, and keeps nothing alive."""
    return None if code is None else (code.co_filename, code.co_firstlineno, code.co_name)


def gives_back(code, at):
    """Whether what `code` takes at the offset `at` is given back there, too.

    So it is where it is taken by `async with`, or by acquire() of a thing whose release() the code calls.
    """
    taken, given, before = None, set(), None
    for each in dis.get_instructions(code):
        if each.offset <= at and _enters(each):
            taken = True
        elif each.opname in ("LOAD_METHOD", "LOAD_ATTR"):
            if each.argval == "acquire" and each.offset <= at:
                taken = before
            # A release that is not called here is handed to somebody.
            elif each.argval == "release" and (each.opname == "LOAD_METHOD" or "NULL" in each.argrepr):
                given.add(before)
        before = each.argval[-1] if type(each.argval) is tuple and each.argval else each.argval
    return taken is True or taken in given


def _enters(instruction):
    """Whether it is that of `async with`, which leaves what it enters, too; 3.14 and later spell it out."""
    name = instruction.opname
    return name == "BEFORE_ASYNC_WITH" or (name == "LOAD_SPECIAL" and "__aenter__" in instruction.argrepr)
