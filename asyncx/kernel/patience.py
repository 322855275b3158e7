"""How long the outside world is waited for: sockets, signals, child processes."""

import os
import time

PATIENCE = 0.05
"""Seconds that something from outside may really take to arrive before time jumps on."""

_monotonic = time.monotonic


class Patience:
    """How long the outside world has been waited for; once it is `over`, ask a last time and go on.

    While a child process runs, time goes no faster than real.
    """

    def __init__(self):
        self.over = False
        self._since = self._quiet = None

    def spend(self, gap):
        """Look at the machine's clock; `gap` is how far the program's own would jump, in nanoseconds."""
        now = _monotonic()
        if self._since is None:
            self._since = self._quiet = now
        if _has_children():
            self._quiet = now  # what its end brings about has yet to arrive
            self.over = gap is not None and now - self._since >= max(PATIENCE, gap / 1e9)
        else:
            self.over = gap is not None and now - self._quiet >= PATIENCE


def _has_children():
    """Whether there is a child process, and none that has ended."""
    try:
        return os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    except (AttributeError, OSError):
        return False
