"""The picture: rows painted on one axis, and the digits under them that tie it to the chain of causes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rich.cells import cell_len
from rich.text import Text

from ..trace.model import Trace
from .axis import Axis, Moment, steps_axis, time_axis
from .glyphs import STYLES, Glyphs, plural
from .others import all_rows
from .paint import paint
from .rows import Row, flat
from .words import MS, crop, pad, plain

UNUSUAL = 2
"""From here on a row is one that is worth a word where it is left out (see `Row.unusual`)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A digit under the lanes: step `index` of the chain of causes happened at `at`."""

    index: int
    at: Moment


@dataclass(frozen=True, slots=True)
class Picture:
    """The lines from the ruler to the digits, and the glyphs (fields of `Glyphs`) that occur in them.

    `folded` are the rows for which there was no room, where no line says so.
    """

    lines: tuple[Text, ...]
    used: frozenset[str]
    folded: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """An axis that several pictures share, and the cells left of it."""

    axis: Axis
    left: int


def lanes(trace: Trace, width: int, glyphs: Glyphs, marks: Sequence[Mark] = ()) -> list[Text]:
    """The lanes of a whole trace, no line longer than `width` cells."""
    return list(picture(trace, width, glyphs, marks).lines)


def picture(
    trace: Trace,
    width: int,
    glyphs: Glyphs,
    marks: Sequence[Mark] = (),
    *,
    rows: int = 0,
    internals: bool = False,
    frame: Frame | None = None,
    every: Sequence[Row] | None = None,
    tell: bool = True,
) -> Picture:
    """The lanes of a trace in at most `rows` lanes (0: all of them), no line longer than `width` cells.

    In a `frame` they are drawn without a ruler, which is to stand above all that share it.  `every` is what
    `all_rows` gives, for who draws the same trace more than once.  What was left out is told in a line,
    unless `tell` is false.
    """
    shown, folded = chosen(trace, rows, internals=internals, every=every)
    if not shown:
        return Picture((), frozenset())
    visible = list(flat(shown))
    titles = row_titles(visible, glyphs)
    lines: list[Text] = []
    used: set[str] = set()
    if frame is None:
        tail = _tail(trace, visible, width)
        left = title_width(titles, width)
        axis = choose_axis(trace, visible, marks, max(width - left - 7 - tail, 8))
        lines += ruler(Frame(axis, left), glyphs, used, tail)
    else:
        tail, left, axis = 0, frame.left, frame.axis
    group = ""
    for title, row in zip(titles, visible, strict=True):
        if row.group and row.group != group:
            group = row.group
            lines.append(Text.styled(" " + plain(group, glyphs), STYLES["aside"]))
        lines.append(_beside(title, paint(row, axis, glyphs, used, tail), left, glyphs))
    if marks:
        lines.append(_beside("", digits(marks, axis, glyphs), left, glyphs))
    if folded and tell:
        lines.append(_folded(folded))
    untold = () if tell else tuple(folded)
    return Picture(tuple(crop(line, width, glyphs) for line in lines), frozenset(used), untold)


def chosen(
    trace: Trace, rows: int, *, internals: bool = False, every: Sequence[Row] | None = None
) -> tuple[list[Row], list[Row]]:
    """The rows to show in at most `rows` lanes (0: all of them), headings included, and those left out."""
    if every is None:
        every = all_rows(trace, internals=internals)
    groups = len({row.group for row in every if row.group})
    return fold(every, max(rows - groups, 1) if rows else 0)


def row_titles(rows: Sequence[Row], glyphs: Glyphs) -> list[str]:
    """What stands before each row, indented."""
    return [plain("  " * row.depth + row.title, glyphs) for row in rows]


def ruler(frame: Frame, glyphs: Glyphs, used: set[str], tail: int = 0) -> list[Text]:
    """The labels and the line above the lanes; the glyphs that it needs are added to `used`."""
    axis, left = frame.axis, frame.left
    if axis.note:
        used.add("axis_step")
    corner = axis.note if cell_len(axis.note) < left else axis.note.partition(",")[0]
    labels, line = axis.ruler(glyphs)
    if glyphs.cut in line.plain:
        used.add("cut")
    if tail:
        line.append(f" for ever {glyphs.cut * (tail - 10)}", STYLES["aside"])
    return [_beside("", labels, left, glyphs), _beside(corner, line, left, glyphs, "aside")]


def _tail(trace: Trace, rows: Sequence[Row], width: int) -> int:
    """Cells right of the axis in which a deadlock goes on for ever."""
    stuck = any(bar.open for row in rows for bar in row.bars)
    return min(20, width // 5) if stuck and trace.run.end == "deadlock" and width >= 60 else 0


def _folded(rows: Sequence[Row]) -> Text:
    kinds = {row.kind for row in rows}
    count = plural(sum(row.count for row in rows), f"more {kinds.pop() if len(kinds) == 1 else 'lane'}")
    usual = all(row.unusual < UNUSUAL for row in rows)
    return Text.styled(f" + {count}" + (", nothing unusual" if usual else ""), STYLES["aside"])


def title_width(titles: Sequence[str], width: int) -> int:
    """Cells for the titles and a blank on each side, at most a third of `width`."""
    longest = max(cell_len(title) for title in titles)
    return min(max(longest + 2, 12), max(width * 3 // 10, 8))


def _beside(title: str, lane: Text, left: int, glyphs: Glyphs, style: str = "") -> Text:
    line = Text.styled(" " + pad(title, left - 1, glyphs) + " ", STYLES[style] if style else "")
    line.append_text(lane)
    line.rstrip()
    return line


def fold(rows: Sequence[Row], limit: int) -> tuple[list[Row], list[Row]]:
    """The rows to show in at most `limit` lines and the tasks left out, both in their order.

    Rows of coroutines go before rows of tasks, usual tasks before unusual ones, and later before earlier.
    """
    sizes = [sum(1 for _ in flat([row])) for row in rows]
    if not limit or sum(sizes) <= limit:
        return list(rows), []
    shown, total = list(rows), sum(sizes)
    for place in sorted(range(len(rows)), key=lambda place: (rows[place].unusual, -place)):
        if total <= limit:
            return shown, []
        shown[place] = replace(rows[place], below=())
        total -= sizes[place] - 1
    ranked = sorted(range(len(rows)), key=lambda place: (-rows[place].unusual, place))
    kept = set(ranked[: max(limit, 1)])
    return (
        [row for place, row in enumerate(shown) if place in kept],
        [row for place, row in enumerate(shown) if place not in kept],
    )


def choose_axis(trace: Trace, rows: Sequence[Row], marks: Sequence[Mark], width: int) -> Axis:
    """A time scale, or a steps scale where time would hide most of what the rows show.

    With one instant, or with two and only waiting between them, there is nothing to be in proportion to.
    """
    moments = {moment for row in rows for moment in row.moments()} | {mark.at for mark in marks}
    bars = [bar for row in rows for bar in row.bars]
    busy = [(bar.start.t, bar.end.t) for bar in bars if bar.glyph == "running" and bar.end.t > bar.start.t]
    if trace.run.clock == "virtual":
        if trace.end > max(moment.t for moment in moments):
            moments.add(Moment(trace.end, trace.records[-1].n))
        axis = time_axis(moments, busy, width)
    else:
        times = [moment.t for moment in moments]
        # What comes soon after the start is shown to begin with it: 0 ms is a better label than 1.37 ms.
        start = {Moment(0, 0)} if min(times) * 20 < max(times) else set()
        axis = time_axis(moments | start, busy, width, noise=5 * MS)
        if _busy(rows, max(times) - min(times)):
            return axis
    instants = len({moment.t for moment in moments})
    groups = _groups(rows, moments)
    few = instants == 2 and not busy and len(groups) * 2 <= width
    if instants > 1 and not few and not _hidden(rows, axis):
        return axis
    turns = [Moment(record.t, record.n) for record in trace.records if record.kind == "loop.turn"]
    return steps_axis(groups, turns if len(trace.loops) == 1 else [], width)


def _busy(rows: Sequence[Row], length: int) -> bool:
    """Whether a row was at work, or ready to be, for so much of `length` (ns) that one has to see it."""
    taken = (
        sum(bar.end.t - bar.start.t for bar in row.bars if bar.glyph in ("running", "ready")) for row in rows
    )
    return any(time * 5 >= length for time in taken)


def _hidden(rows: Sequence[Row], axis: Axis) -> bool:
    """Whether more waits vanish on `axis` than stretches of any kind can be seen."""
    sizes = [(bar.glyph, axis.column(bar.end) - axis.column(bar.start)) for row in rows for bar in row.bars]
    lost = sum(size < 2 for glyph, size in sizes if glyph in ("waiting", "cancelling", "armed"))
    return lost > sum(size >= 2 for _, size in sizes)


def _groups(rows: Sequence[Row], moments: set[Moment]) -> list[list[Moment]]:
    """The turning points in order; the end of one step and the start of the next share a stop."""
    ends = {bar.end for row in rows for bar in row.bars if bar.glyph == "running"}
    starts = {bar.start for row in rows for bar in row.bars if bar.glyph == "running"}
    groups: list[list[Moment]] = []
    for moment in sorted(moments, key=lambda moment: moment.n):
        before = groups[-1][-1] if groups else Moment(-1, -1)
        hands_over = before in ends and moment in starts and before.t == moment.t
        if before.n == moment.n or hands_over:
            groups[-1].append(moment)
        else:
            groups.append([moment])
    return groups or [[Moment(0, 0)]]


def digits(marks: Sequence[Mark], axis: Axis, glyphs: Glyphs) -> Text:
    """`1      2–4      5,7`: the numbers of the causes below the columns where they happened."""
    places = sorted((axis.column(mark.at), mark.index) for mark in marks)
    groups = [(column, [index]) for column, index in places]
    width = axis.width + 4
    joined = True
    while joined:
        joined = False
        for position, (before, after) in enumerate(pairwise(groups)):
            end = before[0] + len(_ranges(before[1], glyphs))
            start = min(after[0], width - len(_ranges(after[1], glyphs)))
            if start <= end:
                groups[position : position + 2] = [(before[0], sorted(before[1] + after[1]))]
                joined = True
                break
    line = ""
    for column, numbers in groups:
        words = _ranges(numbers, glyphs)
        line = line.ljust(max(min(column, width - len(words)), 0)) + words
    return Text.styled(line, STYLES["mark"])


def _ranges(numbers: Sequence[int], glyphs: Glyphs) -> str:
    """`2–4,7` for 2, 3, 4, 7."""
    parts: list[list[int]] = []
    for value in numbers:
        if parts and value == parts[-1][-1] + 1:
            parts[-1].append(value)
        else:
            parts.append([value])
    return ",".join(f"{part[0]}{glyphs.dash}{part[-1]}" if len(part) > 1 else f"{part[0]}" for part in parts)
