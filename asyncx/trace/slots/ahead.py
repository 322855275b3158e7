"""Merges the slots of a file page by page; also while it is still being written, so that less is left to do.

What was done ahead counts only if nothing of it was changed later: then it is what would have been done.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import BinaryIO, Final

from ...kernel.slots import CHUNK, HEADER, SLOTS, USABLE
from .condensed import Condensed
from .file import Page, SlotFile, read
from .merging import Merger

FINEST: Final = 1_000_000
"""Only steps shorter than a millisecond, with less than that between them, are merged if that is enough."""

_PAGES: Final = 256
"""So many are looked at ahead; of a larger file they are a small part."""
_RECORDS: Final = 100_000
"""When so many might be merged further, all has to be done again anyway, and more coarsely."""


class Pass:
    """Goes through the pages of a file, of which `done` are done; `grain` and `patience` are a Merger's."""

    def __init__(self, file: SlotFile, grain: int, patience: int) -> None:
        self.file = file
        self.grain = grain
        self.patience = patience
        self.made = Condensed()
        self.mergers: dict[int, Merger] = {}
        self.done = 0
        self.again = 0
        """How many of the records that are kept might be merged with a coarser grain."""

    def go_on(self) -> None:
        """Go through the next page."""
        page, place = self.file.pages[self.done], self.done
        self.made.into.frombytes(bytes(array("L").itemsize * SLOTS))
        merger = self.mergers.get(page.stream)
        if merger is None:
            merger = Merger(self.file, self.made, page.thread, self.grain, self.patience)
            self.mergers[page.stream] = merger
        self.again -= merger.again
        merger.feed(enumerate(self.file.rows(page), place * SLOTS), raw=True)
        self.again += merger.again
        self.done += 1

    def moves_to(self, file: SlotFile) -> bool:
        """Go on with `file`, if all that was done would have been the same with it; whether it is so."""
        before = self.file
        pages = before.pages[: self.done]
        same = (
            file.origin == before.origin
            and file.pages[: self.done] == pages
            and all(_same(page, before, file) for page in pages)
            and (file.named == before.named or not self.made.crowds)
        )
        if same:
            self.file = file
            for merger in self.mergers.values():
                merger.file = file
        return same


def _same(page: Page, one: SlotFile, other: SlotFile) -> bool:
    """Whether a page is in both files as it is, and what comes after it, too."""
    part = slice(page.offset, page.offset + CHUNK)
    after = one.following.get(page.sequence) == other.following.get(page.sequence)
    return after and bytes(one.data[part]) == bytes(other.data[part])


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
            ready = all(2 * page.used > USABLE for page in file.pages[begun.done : begun.done + 2])
            self.over = not ready or begun.again > _RECORDS
            if not self.over:
                begun.go_on()
        self.over = self.over or begun.done >= _PAGES - 2

    def taken(self, file: SlotFile) -> Pass | None:
        """What was done, to be gone on with for the complete `file`; None when it is of no use."""
        begun, self.begun = self.begun, None
        return begun if begun is not None and begun.moves_to(file) else None
