"""Merges short times in which a loop was idle, and what was merged between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .condensed import WEIGHTS, woke
from .file import Row

if TYPE_CHECKING:
    from .merging import Merger


class Idles:
    """A stretch of short idle times of a loop, between which nothing was kept.

    The loop is shown idle during all of it, or busy, whichever it was for longer.
    """

    def __init__(self, merger: Merger) -> None:
        self.merger = merger
        self.first = self.since = self.last = 0
        self.idle = self.busy = 0
        self.seen = -1
        """How much was kept when the stretch was last added to; -1 without one."""

    def take(self, position: int, row: Row) -> None:
        """A loop was idle."""
        kept, t, end = self.merger.kept, row[4], woke(row)
        if end <= t:
            kept[position] = row
            self.seen = -1
        elif len(kept) == self.seen and self.fits(t, end):
            self.idle += end - t
            self.busy += t - self.last
            self.last = end
            if self.idle >= self.busy:
                kept[self.first] = (*kept[self.first][:7], *row[7:])
            self.merger.made.into[position] = self.first
            self.merger.made.merged += WEIGHTS[row[0]]
        else:
            kept[position] = row
            self.first, self.since, self.last = position, t, end
            self.idle, self.busy = end - t, 0
            self.seen = len(kept)
            self.merger.again += WEIGHTS[row[0]]

    def fits(self, t: int, end: int) -> bool:
        """Whether the idle time from `t` to `end` may be added to the stretch."""
        grain = self.merger.grain
        idle, busy = self.idle + end - t, self.busy + t - self.last
        return end - t < self.merger.patience and end - self.since < (
            grain if idle >= busy else self.merger.short
        )
