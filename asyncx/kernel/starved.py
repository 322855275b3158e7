"""How long a thread had something to run and no CPU to run it on; Linux tells, others do not."""

import os
from os import close, fstat

try:
    from os import pread
except ImportError:  # pragma: no cover
    pread = None

from .descriptors import open_aside

_STATISTICS = "/proc/%d/task/%d/schedstat"
"""Of a thread of a process: nanoseconds on a CPU, those of waiting for one, and how often it got one."""

HUNGRY = 10_000_000
"""To wait so long for a CPU (ns) is worth a record, also when it is the sum of shorter waits."""
SPELL = 200_000_000
"""Waits for a CPU are added up for so long (ns); what has not come to HUNGRY by then is part of life."""


class Starved:
    """Reads how long a thread waited for a CPU: the one that the system gave the number `native`."""

    def __init__(self, native, path=None):
        self._fd = self._identity = None
        self._last = (0, 0)
        try:
            self._fd = open_aside(path or _STATISTICS % (os.getpid(), native), os.O_RDONLY)
            self._identity = _what(self._fd)
        except OSError:
            return
        self.look()

    def look(self):
        """For how many nanoseconds it ran, and for how many it waited, since this was called last.

        (0, 0) where that is not known.  A wait counts when it is over.
        """
        if self._fd is None:
            return 0, 0
        try:
            # The program may have closed it, and have its number now.
            words = pread(self._fd, 100, 0).split() if _what(self._fd) == self._identity else ()
            ran, waited = int(words[0]), int(words[1])
        except (OSError, TypeError, ValueError, IndexError):
            self._fd = None
            return 0, 0
        before, self._last = self._last, (ran, waited)
        return ran - before[0], waited - before[1]

    def close(self):
        """Read no more."""
        fd, self._fd = self._fd, None
        try:
            if fd is not None and _what(fd) == self._identity:
                close(fd)
        except OSError:
            pass


class Spells:
    """Adds up the waits of one thread for a CPU, from `moment` (ns) on, as its Starved has them."""

    def __init__(self, starved, moment):
        self.starved = starved
        self._ran = self._since = moment
        self._waited = 0

    def over(self, moment):
        """(since when, for how long in all) it waited, when it is worth a record; else None."""
        ran, waited = self.starved.look()
        if waited >= HUNGRY or moment - self._since > SPELL:
            self._since, self._waited = self._ran, 0
        if ran:
            self._ran = moment
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
