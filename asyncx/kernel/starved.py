"""How long the main thread had something to run and no CPU to run it on; Linux tells, others do not."""

import os
from os import close, fstat

try:
    from os import pread
except ImportError:  # pragma: no cover
    pread = None

from .descriptors import open_aside

_STATISTICS = "/proc/%d/task/%d/schedstat"
"""Of the main thread: nanoseconds on a CPU, nanoseconds of waiting for one, and how often it got one."""


class Starved:
    """Reads how long the main thread waited for a CPU.

    The file stays open: a descriptor that comes and goes would change the numbers of the program's.
    """

    def __init__(self, path=None):
        self._fd = self._identity = None
        self._last = (0, 0)
        try:
            self._fd = open_aside(path or _STATISTICS % ((os.getpid(),) * 2), os.O_RDONLY)
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


def _what(fd):
    """Which file a descriptor leads to."""
    status = fstat(fd)
    return status.st_dev, status.st_ino
