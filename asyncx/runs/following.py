"""Reads the trace of a program while that is at work: what takes long is done when the program is over."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ..kernel.slots import HEADER

if TYPE_CHECKING:
    from ..trace.slots.ahead import Ahead

_PAUSE = 0.1
"""Seconds between two looks."""

_NICE = 10
"""The program comes first."""


class Follower:
    """Follows the file at `path` in a thread, from `begin` until `end`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._over = threading.Event()
        self._ahead: Ahead | None = None
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """From now on."""
        self._thread = threading.Thread(target=self._follow, name="asyncx-follower", daemon=True)
        self._thread.start()

    def end(self) -> Ahead | None:
        """What was done, None when that is nothing, or nothing that could be used."""
        self._over.set()
        if self._thread is not None:
            self._thread.join()
        return self._ahead

    def _follow(self) -> None:
        from ..trace.slots.ahead import Ahead

        if sys.platform == "linux":  # elsewhere a thread cannot be slower than its process
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
        ahead, seen = Ahead(self._over.is_set), HEADER
        with suppress(Exception):  # whatever it is, it will come again when all is read
            while not ahead.over and not self._over.wait(_PAUSE):
                size = self.path.stat().st_size if self.path.exists() else 0
                if size > seen:  # by whole pages; a service may be idle for days
                    seen = size
                    with self.path.open("rb") as source:
                        ahead.look(source)
            self._ahead = ahead
