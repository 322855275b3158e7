"""The one axis that all lanes of a picture share: from a moment of the trace to a column of cells.

There are two scales.  On the *time* scale columns are proportional to time, except for long idle
stretches, which are cut.  On the *steps* scale every turning point is equally wide: five things can
happen at one instant, and on a virtual clock most things do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

from rich.cells import cell_len
from rich.text import Text

from .glyphs import STYLES, Glyphs
from .words import MS, number

CUT_CELLS = 13
"""Width of a cut in the axis, which has to hold its length in words."""


FAR_LONGER = 8
"""How many times as long as all the rest together a stretch must be to be cut."""


class Moment(NamedTuple):
    """A point of a trace: nanoseconds, and the number of the record."""

    t: int
    n: int


class Tick(NamedTuple):
    """A labelled place of the ruler."""

    column: int
    label: str


class Axis(Protocol):
    """What lanes need to know about a scale."""

    @property
    def width(self) -> int:
        """Cells."""

    @property
    def note(self) -> str:
        """What the reader must know about the scale, for the corner beside the ruler; mostly empty."""

    def column(self, moment: Moment) -> int:
        """The column, 0 to width - 1, in which `moment` lies."""

    def ruler(self, glyphs: Glyphs) -> tuple[Text, Text]:
        """The labels, and the line with ticks under them."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a time scale; `idle` when it was cut."""

    start: int
    end: int
    left: int
    right: int
    idle: bool


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Columns proportional to time."""

    width: int
    pieces: tuple[Piece, ...]
    note: str = ""

    def column(self, moment: Moment) -> int:
        """See `Axis.column`; moments outside the axis lie on its ends."""
        t = min(max(moment.t, self.pieces[0].start), self.pieces[-1].end)
        piece = next(piece for piece in self.pieces if t <= piece.end)
        share = (t - piece.start) / max(piece.end - piece.start, 1)
        return piece.left + round(share * (piece.right - piece.left))

    def ruler(self, glyphs: Glyphs) -> tuple[Text, Text]:
        """See `Axis.ruler`: round numbers, at least eight cells apart, and the time of the end."""
        first, last = self.pieces[0].start, self.pieces[-1].end
        # A moment of a long run, too, is told in milliseconds.
        unit, size = ("ms", MS) if last - first < 10_000 * MS else ("s", 1000 * MS)
        line = list(glyphs.axis * self.width)
        begin, end = (
            _precisely(t, size, size if piece.idle else _every(piece, last // size))
            for t, piece in ((first, self.pieces[0]), (last, self.pieces[-1]))
        )
        ticks = [Tick(0, f"{begin} {unit}")]
        for piece in self.pieces:
            cells = piece.right - piece.left
            if piece.idle:
                words = f" {number((piece.end - piece.start) / size)} {unit} "
                room = max(cells - cell_len(words) - 1, 2)
                text = glyphs.cut * (room // 2) + words + glyphs.cut * (room - room // 2)
                line[piece.left + 1 : piece.right] = text[: cells - 1].ljust(cells - 1)
                ticks.append(Tick(piece.right, number(piece.end / size)))
                continue
            every = _every(piece, last // size)
            at = (piece.start // every + 1) * every
            while every and at < piece.end:
                ticks.append(Tick(self.column(Moment(at, 0)), _precisely(at, size, every)))
                at += every
        for tick in ticks:
            line[tick.column] = glyphs.axis_tick
        line[0], line[-1] = glyphs.axis_start, glyphs.axis_end
        labels = _place(ticks, Tick(self.width - 1, end), self.width + 3)
        return labels, Text.styled("".join(line), STYLES["aside"])


@dataclass(frozen=True, slots=True)
class StepsAxis:
    """One column stop for each turning point; `stops` are (record, column), `marks` are the labels."""

    width: int
    stops: tuple[tuple[int, int], ...]
    labels: tuple[Tick, ...]
    note: str

    def column(self, moment: Moment) -> int:
        """See `Axis.column`; a record between two turning points lies on the earlier one."""
        index = bisect_right(self.stops, (moment.n, self.width)) - 1
        return self.stops[max(index, 0)][1]

    def ruler(self, glyphs: Glyphs) -> tuple[Text, Text]:
        """See `Axis.ruler`: a small tick for each step, a large one where a label stands."""
        line = list(glyphs.axis * self.width)
        columns = sorted({column for _, column in self.stops})
        if all(right - left >= 3 for left, right in pairwise(columns)):
            for column in columns:
                line[column] = glyphs.axis_step
        for tick in self.labels:
            line[tick.column] = glyphs.axis_tick
        line[0], line[-1] = glyphs.axis_start, glyphs.axis_end
        return _place(self.labels, None, self.width + 3), Text.styled("".join(line), STYLES["aside"])


def _place(ticks: Sequence[Tick], last: Tick | None, width: int) -> Text:
    """A line with as many labels as fit without touching; the first and the last one always do."""
    cells = [" "] * width
    free_until = width
    if last is not None:
        start = min(last.column, width - len(last.label))
        free_until = start
        cells[start : start + len(last.label)] = last.label
    free_from = 0
    for index, tick in enumerate(ticks):
        end = tick.column + len(tick.label)
        if index == tick.column == 0 or (tick.column >= free_from and end < free_until):
            cells[tick.column : end] = tick.label
            free_from = end + 1
    return Text.styled("".join(cells[:width]).rstrip(), STYLES["aside"])


def _every(piece: Piece, largest: int) -> int:
    """The nanoseconds from tick to tick in a piece; `largest` is the largest number that a label has."""
    cells = max(piece.right - piece.left, 1)
    return _round_step((piece.end - piece.start) * 8 / cells, len(str(largest)) + 2)


def _precisely(t: int, size: int, every: int) -> str:
    """`t` in units of `size` nanoseconds, told apart from what is `every` nanoseconds earlier or later."""
    text = number(t / size)
    decimals = len(str(size // every - 1)) if 0 < every < size else 0
    exact = f"{t / size:.{decimals}f}"
    return exact if len(exact) > len(text) and float(text) != float(exact) else text


def _round_step(least: float, label: int) -> int:
    """The smallest of 1, 2, 5, 10, ... nanoseconds that is at least `least` (and leaves room for labels)."""
    least *= max(label, 8) / 8
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor >= least:
                return step * factor
        step *= 10


def time_axis(
    moments: Iterable[Moment], busy: Iterable[tuple[int, int]], width: int, noise: int = 0
) -> TimeAxis:
    """A time scale from the first to the last of `moments`, `width` cells wide.

    An idle stretch is cut when it is by far longer than all the rest and, uncut, would squeeze other moments
    into one column.  The stretches in `busy` are not idle; a rest of no more than `noise` ns is not worth it.
    """
    times = sorted({moment.t for moment in moments} or {0})
    held = _Held(busy)
    if len(times) == 1:
        times.append(times[0] + 1)
    idle: set[tuple[int, int]] = set()
    axis = _time_pieces(times, idle, width)
    while len(idle) < 3 and (CUT_CELLS + 4) * (len(idle) + 1) < width:
        gaps = [gap for gap in pairwise(times) if gap not in idle]
        free = (gap for gap in gaps if not held.during(*gap))
        start, end = max(free, key=lambda gap: gap[1] - gap[0], default=(0, 0))
        rest = sum(after - before for before, after in gaps) - (end - start)
        if rest <= noise or end - start < FAR_LONGER * rest or not _squeezed(axis, times):
            break
        idle.add((start, end))
        axis = _time_pieces(times, idle, width)
    return axis


class _Held:
    """Stretches of time, to be asked about many others."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def during(self, start: int, end: int) -> bool:
        """Whether any of them lies, in part, between two times."""
        first = bisect_right(self._ends, start)
        return first < len(self._starts) and self._starts[first] < end


def _squeezed(axis: TimeAxis, times: Sequence[int]) -> bool:
    """Whether neighbouring moments share a column, or nearly do."""
    columns = [axis.column(Moment(t, 0)) for t in times]
    return any(right - left < 2 for left, right in pairwise(columns))


def _time_pieces(times: Sequence[int], idle: set[tuple[int, int]], width: int) -> TimeAxis:
    """Share `width` cells among the stretches between `times`, neighbours merged unless they are cut."""
    stretches: list[tuple[int, int, bool]] = []
    for start, end in pairwise(times):
        if (start, end) in idle:
            stretches.append((start, end, True))
        elif stretches and not stretches[-1][2]:
            stretches[-1] = (stretches[-1][0], end, False)
        else:
            stretches.append((start, end, False))
    busy = sum(end - start for start, end, cut in stretches if not cut)
    cells = width - 1 - CUT_CELLS * len(idle)
    pieces: list[Piece] = []
    used = 0.0
    for start, end, cut in stretches:
        left = round(used)
        used += CUT_CELLS if cut else cells * (end - start) / max(busy, 1)
        pieces.append(Piece(start, end, left, min(round(used), width - 1), cut))
    pieces[-1] = Piece(*stretches[-1][:2], pieces[-1].left, width - 1, stretches[-1][2])
    return TimeAxis(width, tuple(pieces))


def steps_axis(groups: Sequence[Sequence[Moment]], turns: Sequence[Moment], width: int) -> StepsAxis:
    """A steps scale with one stop for each group of moments, `width` cells wide.

    When all happens at one time, `turns` (the loop's iterations) label the ruler, else the times do.
    Where time moves on, the stop is wider, so that there is room to say what is waited for.
    """
    jumps = sum(after[0].t != before[0].t for before, after in pairwise(groups))
    jump = max(2.5, 0.5 * len(groups) / max(jumps, 1))
    weights = [0.0]
    for before, after in pairwise(groups):
        weights.append(weights[-1] + (jump if after[0].t != before[0].t else 1.0))
    scale = (width - 1) / max(weights[-1], 1.0)
    columns = [min(round(weight * scale), width - 1) for weight in weights]
    stops = tuple(
        (moment.n, column) for group, column in zip(groups, columns, strict=True) for moment in group
    )
    times = {group[0].t for group in groups}
    if len(times) == 1:
        at = f"{number(times.pop() / MS)} ms"
        note = f"steps, all at {at}"
        labels = _turn_labels(stops, turns) or {0: at}
    else:
        note = "steps, not to scale"
        labels = {0: f"{number(groups[0][0].t / MS)} ms"}
        shown = number(groups[0][0].t / MS)
        for group, column in zip(groups[1:], columns[1:], strict=True):
            if (text := number(group[0].t / MS)) != shown:
                labels[column] = shown = text
    return StepsAxis(width, stops, tuple(Tick(*item) for item in sorted(labels.items())), note)


def _turn_labels(stops: Sequence[tuple[int, int]], turns: Sequence[Moment]) -> dict[int, str]:
    """Number the first stop of each turn of the loop; a turn in which no lane changes has none."""
    labels: dict[int, str] = {}
    for index, turn in enumerate(turns, 1):
        after = bisect_right(stops, (turn.n, 0))
        if after < len(stops):
            labels[stops[after][1]] = f"{index}" if labels else f"turn {index}"
    return labels
