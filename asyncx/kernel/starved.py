"""How long a thread had something to run and no CPU to run it on; Linux tells, others do not."""

import os
from os import close, fstat

try:
    from os import pread
except ImportError:  # pragma: no cover
    pread = None

from .descriptors import open_aside

_FOLDER = "/proc/%d/task/%d"
_STATISTICS = "schedstat"
"""Of a thread: nanoseconds on a CPU, nanoseconds of waiting for one, and how often it got one."""
_STATE = "stat"
"""Of a thread: its number, its name in brackets, and a letter for what it does."""

HUNGRY = 10_000_000
"""To wait so long for a CPU (ns) is worth a record, also when it is the sum of shorter waits."""
SPELL = 200_000_000
"""Waits for a CPU are added up for so long (ns); what has not come to HUNGRY by then is part of life."""


class _File:
    """A file that stays open; the program may close its descriptor, and have the number then."""

    def __init__(self, path):
        self._fd = self._identity = None
        try:
            self._fd = open_aside(path, os.O_RDONLY)
            self._identity = _what(self._fd)
        except OSError:
            pass

    def read(self):
        """What it says now, b"" where that cannot be had any more."""
        try:
            return pread(self._fd, 200, 0) if _what(self._fd) == self._identity else b""
        except (OSError, TypeError):
            return b""

    def close(self):
        """Read no more."""
        fd, self._fd = self._fd, None
        try:
            if fd is not None and _what(fd) == self._identity:
                close(fd)
        except OSError:
            pass


class Starved:
    """Reads how long a thread waited for a CPU: the one that the system gave the number `native`."""

    def __init__(self, native, folder=None):
        folder = folder or _FOLDER % (os.getpid(), native)
        self._files = [_File(os.path.join(folder, name)) for name in (_STATISTICS, _STATE)]
        self._last = (0, 0)
        self.look()

    def look(self):
        """For how many nanoseconds it ran, and for how many it waited, since this was called last.

        (0, 0) where that is not known.  A wait counts when it is over.  A sleep may count as one: from 6.12
        on Linux leaves a thread that goes to sleep among those that wait, for a while.
        """
        words = self._files[0].read().split()
        try:
            ran, waited = int(words[0]), int(words[1])
        except (ValueError, IndexError):
            return 0, 0
        before, self._last = self._last, (ran, waited)
        return ran - before[0], waited - before[1]

    def sleeps(self):
        """Whether it sleeps just now, and so waits for no CPU."""
        return self._files[1].read().rpartition(b")")[2].strip()[:1] in (b"S", b"D", b"I")

    def close(self):
        """Read no more."""
        for file in self._files:
            file.close()


class Spells:
    """Adds up the waits of one thread for a CPU, from `moment` (ns) on, as its Starved has them."""

    def __init__(self, starved, moment):
        self.starved = starved
        self._ran = self._since = self._slept = moment
        self._waited = 0

    def over(self, moment):
        """(since when, for how long in all) it waited, when it is worth a record; else None."""
        ran, waited = self.starved.look()
        waited = min(waited, moment - self._slept)
        if waited >= HUNGRY or moment - self._since > SPELL:
            self._since, self._waited = max(self._ran, self._slept), 0
        if ran:
            self._ran = moment
        if self.starved.sleeps():
            self._slept = moment
        self._waited += waited
        if self._waited < HUNGRY:
            return None
        found = self._since, self._waited
        self._since, self._waited = moment, 0
        return found


def _what(fd):
    """Which file a descriptor leads to."""
    status = fstat(fd)
    return status.st_dev, status.st_ino
