"""The part of the time that the lanes show: an axis that can be zoomed and panned, as `viewer/axis.js`."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from rich.text import Text

from ..axis import Moment
from ..glyphs import STYLES, Glyphs
from ..words import MS, duration, number
from .scale import LEAST, Kind, Scale

APART = 9
"""Cells between two labels of the ruler, at least."""


@dataclass(frozen=True, slots=True)
class View:
    """The units `start` to `end` of a scale in `width` cells; an `axis.Axis` for `paint`."""

    scale: Scale
    start: float
    end: float
    width: int

    @property
    def note(self) -> str:
        """What the reader must know about the scale."""
        return "steps" if self.scale.kind is Kind.STEPS else ""

    def unit(self, moment: Moment) -> float:
        """The unit of a moment."""
        return self.scale.unit(moment.t, moment.n)

    def cell(self, unit: float) -> int:
        """The cell of a unit, below 0 or from `width` on when it cannot be seen."""
        return round((unit - self.start) / (self.end - self.start) * (self.width - 1))

    def unit_at(self, cell: float) -> float:
        """The unit in the middle of a cell."""
        return self.start + cell / max(self.width - 1, 1) * (self.end - self.start)

    def column(self, moment: Moment) -> int:
        """See `Axis.column`; moments that cannot be seen lie on the ends."""
        return min(max(self.cell(self.unit(moment)), 0), self.width - 1)

    def sees(self, moment: Moment) -> bool:
        """Whether a moment can be seen."""
        return 0 <= self.cell(self.unit(moment)) < self.width

    def zoomed(self, factor: float, cell: int) -> View:
        """Bigger (`factor` below 1) or smaller, with what is in a cell staying there."""
        size = min(max((self.end - self.start) * factor, LEAST[self.scale.kind]), self.scale.end)
        start = self.unit_at(cell) - cell / max(self.width - 1, 1) * size
        return replace(self, start=start, end=start + size)._inside()

    def panned(self, cells: float) -> View:
        """To the right by some cells."""
        by = self.unit_at(cells) - self.start
        return replace(self, start=self.start + by, end=self.end + by)._inside()

    def revealing(self, unit: float) -> View:
        """The same size, moved where it must be so that a unit is well inside."""
        cell, edge = self.cell(unit), min(4, self.width // 4)
        if edge <= cell < self.width - edge or self.scale.end <= self.end - self.start:
            return self
        return self.panned(cell - self.width // 2)

    def _inside(self) -> View:
        size = self.end - self.start
        start = max(0.0, min(self.start, self.scale.end - size))
        return replace(self, start=start, end=start + size)

    def ruler(self, glyphs: Glyphs) -> tuple[Text, Text]:
        """See `Axis.ruler`: round times, or on the steps scale the time where it has moved on."""
        ticks = self._times() if self.scale.kind is Kind.TIME else self._steps()
        line = [glyphs.axis] * self.width
        for start, end in self.scale.cuts if self.scale.kind is Kind.TIME else ():
            self._cut(line, start, end, glyphs)
        words, free = "", 0
        for cell, label in ticks:
            line[cell] = glyphs.axis_tick
            if cell >= free and cell + len(label) <= self.width + 4:
                words = words.ljust(cell) + label
                free = cell + len(label) + 1
        line[0], line[-1] = glyphs.axis_start, glyphs.axis_end
        return Text.styled(words, STYLES["aside"]), Text.styled("".join(line), STYLES["aside"])

    def _cut(self, line: list[str], start: int, end: int, glyphs: Glyphs) -> None:
        """Say in the line of the ruler how much time is left out."""
        first = max(self.cell(self.scale.of_time(start)), 0) + 1
        last = min(self.cell(self.scale.of_time(end)), self.width)
        if first < last:
            words = f" {duration(end - start)} "
            room = last - first
            line[first:last] = (words if len(words) < room else "").center(room, glyphs.cut)

    def _times(self) -> list[tuple[int, str]]:
        scale = self.scale
        first, last = scale.time_at(self.start), min(scale.time_at(self.end), max(scale.trace.end, 1))
        unit, size = ("ms", MS) if last < 10_000 * MS else ("s", 1000 * MS)
        every = _round((self.end - self.start) / self.width * APART)
        digits = max(0, math.ceil(-math.log10(every / size) - 1e-9))
        if len(f"{last / size:.{digits}f}") + 1 > APART:
            every = _round(every * 2)
        found: list[tuple[int, str]] = []
        at = math.ceil(first / every) * every
        while at <= last:
            words = f"{at / size:.{digits}f}"
            found.append((self.cell(scale.of_time(at)), words if found else f"{words} {unit}"))
            at += every
            inside = [end for start, end in scale.cuts if start < at < end]
            at = math.ceil(inside[0] / every) * every if inside else at
        return found or [(0, f"{first / size:.{digits}f} {unit}")]

    def _steps(self) -> list[tuple[int, str]]:
        records = self.scale.trace.records
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


def fit(scale: Scale, width: int) -> View:
    """All of a trace."""
    return View(scale, 0.0, scale.end, max(width, 2))


def _round(least: float) -> int:
    """The smallest of 1, 2, 5, 10, ... that is at least `least`."""
    power: int = 10 ** math.floor(math.log10(max(least, 1.0)))
    return next(power * by for by in (1, 2, 5, 10) if power * by >= least)
