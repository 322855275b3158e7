"""One way through the slots of a file, page by page, and how coarse it has to be."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import Final

from ...kernel.slots import CHUNK, SLOTS
from .condensed import Condensed
from .file import Page, SlotFile
from .merging import Merger

MOST: Final = 25_000
"""Merging gets coarser until there are no more records than that."""
FINEST: Final = 1_000_000
"""Only steps shorter than a millisecond, with less than that between them, are merged if that is enough."""

COARSEST: Final = 1 << 40
"""Whatever can be merged is merged with that."""

ROOM: Final = 4
"""A coarser grain is chosen so that there might be that many times fewer records than the limit."""

_LOOKS: Final = 8
"""A wait that takes that part of the whole trace is always there to be seen."""


def patience_of(pages: Sequence[Page]) -> int:
    """The longest wait (ns) that may be lost among others."""
    whole = max(page.end for page in pages) - min(page.begin for page in pages)
    return max(FINEST, whole // _LOOKS)


def factor(again: int, most: int) -> int:
    """How many times coarser merging has to be, when `again` records are left that could be merged."""
    return max(ROOM, int(again * ROOM // most))


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
