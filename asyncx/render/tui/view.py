"""The part of the time that the lanes show: an axis that can be zoomed and panned.

The twin of `viewer/axis.js`.  On the "time" scale a unit is a nanosecond; on the "steps" scale it is an
event, so that each is equally wide.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum

from rich.text import Text

from ...trace.model import Trace
from ..axis import Moment
from ..glyphs import STYLES, Glyphs
from ..words import MS, number

APART = 9
"""Cells between two labels of the ruler, at least."""


class Scale(StrEnum):
    """What is equally wide."""

    TIME = "time"
    STEPS = "steps"


LEAST = {Scale.TIME: 1000.0, Scale.STEPS: 4.0}
"""Units that can be seen at once, at least."""


@dataclass(frozen=True, slots=True)
class View:
    """The units `start` to `end` of a trace in `width` cells; an `axis.Axis` for `paint`."""

    trace: Trace
    scale: Scale
    start: float
    end: float
    width: int

    @property
    def note(self) -> str:
        """What the reader must know about the scale."""
        return "steps" if self.scale is Scale.STEPS else ""

    def unit(self, t: int, n: int) -> float:
        """The unit of a moment: its time, or the position just after record `n`."""
        return t if self.scale is Scale.TIME else position_of(self.trace, n)

    def cell(self, unit: float) -> int:
        """The cell of a unit, below 0 or from `width` on when it cannot be seen."""
        return round((unit - self.start) / (self.end - self.start) * (self.width - 1))

    def unit_at(self, cell: float) -> float:
        """The unit in the middle of a cell."""
        return self.start + cell / max(self.width - 1, 1) * (self.end - self.start)

    def column(self, moment: Moment) -> int:
        """See `Axis.column`; moments that cannot be seen lie on the ends."""
        return min(max(self.cell(self.unit(moment.t, moment.n)), 0), self.width - 1)

    def sees(self, moment: Moment) -> bool:
        """Whether a moment can be seen."""
        return 0 <= self.cell(self.unit(moment.t, moment.n)) < self.width

    def zoomed(self, factor: float, cell: int) -> View:
        """Bigger (`factor` below 1) or smaller, with what is in a cell staying there."""
        whole = fit(self.trace, self.scale, self.width)
        size = min(max((self.end - self.start) * factor, LEAST[self.scale]), whole.end - whole.start)
        start = self.unit_at(cell) - cell / max(self.width - 1, 1) * size
        return replace(self, start=start, end=start + size)._inside()

    def panned(self, cells: float) -> View:
        """To the right by some cells."""
        by = self.unit_at(cells) - self.start
        return replace(self, start=self.start + by, end=self.end + by)._inside()

    def revealing(self, unit: float) -> View:
        """The same size, moved where it must be so that a unit is well inside."""
        cell, edge = self.cell(unit), min(4, self.width // 4)
        if edge <= cell < self.width - edge:
            return self
        whole = fit(self.trace, self.scale, self.width)
        if whole.end - whole.start <= self.end - self.start:
            return self
        return self.panned(cell - self.width // 2)

    def _inside(self) -> View:
        whole, size = fit(self.trace, self.scale, self.width), self.end - self.start
        start = max(whole.start, min(self.start, whole.end - size))
        return replace(self, start=start, end=start + size)

    def ruler(self, glyphs: Glyphs) -> tuple[Text, Text]:
        """See `Axis.ruler`: round times, or on the steps scale the time where it has moved on."""
        ticks = self._times() if self.scale is Scale.TIME else self._steps()
        line = [glyphs.axis] * self.width
        words, free = "", 0
        for cell, label in ticks:
            line[cell] = glyphs.axis_tick
            if cell >= free and cell + len(label) <= self.width + 4:
                words = words.ljust(cell) + label
                free = cell + len(label) + 1
        line[0], line[-1] = glyphs.axis_start, glyphs.axis_end
        return Text.styled(words, STYLES["aside"]), Text.styled("".join(line), STYLES["aside"])

    def _times(self) -> list[tuple[int, str]]:
        unit, size = ("ms", MS) if self.end < 10_000 * MS else ("s", 1000 * MS)
        every = _round((self.end - self.start) / self.width * APART)
        digits = max(0, math.ceil(-math.log10(every / size) - 1e-9))
        if len(f"{self.end / size:.{digits}f}") + 1 > APART:
            every = _round(every * 2)
        first = math.ceil(max(self.start, 0) / every)
        found: list[tuple[int, str]] = []
        for at in range(first * every, math.floor(min(self.end, self.trace.end)) + 1, every):
            words = f"{at / size:.{digits}f}"
            found.append((self.cell(at), words if found else f"{words} {unit}"))
        return found or [(0, f"{self.start / size:.{digits}f} {unit}")]

    def _steps(self) -> list[tuple[int, str]]:
        records = self.trace.records
        first, last = max(1, math.ceil(self.start)), min(len(records), math.floor(self.end))
        found: list[tuple[int, str]] = []
        seen = -1
        for position in range(first, last + 1, max(1, (last - first) // (4 * self.width))):
            t = records[position - 1].t
            cell = self.cell(position)
            if t != seen and (not found or cell - found[-1][0] >= APART):
                words = number(t / MS)
                found.append((cell, words if found else f"{words} ms"))
                seen = t
        return found


def ends(trace: Trace, scale: Scale) -> tuple[float, float]:
    """The first and the last unit of a trace."""
    return 0.0, float(max(trace.end, 1) if scale is Scale.TIME else max(len(trace.records), 1))


def fit(trace: Trace, scale: Scale, width: int) -> View:
    """All of a trace."""
    return View(trace, scale, *ends(trace, scale), max(width, 2))


def position_of(trace: Trace, n: int) -> int:
    """The position just after record `n`, or after the last one before it."""
    if 0 < n <= len(trace.records) and trace.records[n - 1].n == n:
        return n
    return bisect_right(trace.records, n, key=lambda record: record.n)


def _round(least: float) -> int:
    """The smallest of 1, 2, 5, 10, ... that is at least `least`."""
    power: int = 10 ** math.floor(math.log10(max(least, 1.0)))
    return next(power * by for by in (1, 2, 5, 10) if power * by >= least)
