"""Merges the slots of a file while it is still being written, so that less is left to do at its end.

What was done ahead counts only if nothing of it was changed later: then it is as good as done at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Final

from ...kernel.slots import CHUNK, HEADER, USABLE
from .file import SlotFile, read
from .passes import COARSEST, FINEST, MOST, ROOM, Pass, factor, patience_of

_PAGES: Final = 256
"""So many are looked at ahead; of a larger file they are a small part."""


class Ahead:
    """What is done before the file is complete, until `stop` says so."""

    def __init__(self, stop: Callable[[], bool] = lambda: False) -> None:
        self.stop = stop
        self.begun: Pass | None = None
        self.over = False
        """Whether no more can be done."""

    def look(self, source: BinaryIO) -> None:
        """Do what can be done by now: up to the last page that is full, and the next one, too."""
        source.seek(0)
        file = read(source.read(HEADER + _PAGES * CHUNK))
        begun = self.begun or Pass(file, FINEST, FINEST)
        self.over = not begun.moves_to(file)
        self.begun = None if self.over else begun
        while not self.over and not self.stop() and begun.done < len(file.pages) - 2:
            soon = 2 * begun.again  # by now: it may well go on for as long as it did
            if soon > ROOM * MOST and begun.grain < COARSEST:
                begun = self.begun = Pass(file, begun.grain * factor(soon, MOST), patience_of(file.pages))
            self.over = any(2 * page.used < USABLE for page in file.pages[begun.done : begun.done + 2])
            if not self.over:
                begun.go_on()
        self.over = self.over or begun.done >= _PAGES - 2

    def taken(self, file: SlotFile) -> Pass | None:
        """What was done, to be gone on with for the complete `file`; None when it is of no use."""
        begun, self.begun = self.begun, None
        return begun if begun is not None and begun.moves_to(file) else None
