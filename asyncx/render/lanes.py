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
from .rows import Bar, Row, Sign, flat
from .words import crop, cut, pad, plain

_LAYERS = ("waiting", "armed", "cancelling", "ready", "running")
"""In the order of painting: what is painted later wins a cell that several share."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A digit under the lanes: step `index` of the chain of causes happened at `at`."""

    index: int
    at: Moment


@dataclass(frozen=True, slots=True)
class Picture:
    """The lines from the ruler to the digits, and the glyphs (fields of `Glyphs`) that occur in them."""

    lines: tuple[Text, ...]
    used: frozenset[str]


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
) -> Picture:
    """The lanes of a trace in at most `rows` lanes (0: all of them), no line longer than `width` cells."""
    every = all_rows(trace, internals=internals)
    groups = len({row.group for row in every if row.group})
    shown, folded = fold(every, max(rows - groups, 1) if rows else 0)
    if not shown:
        return Picture((), frozenset())
    visible = list(flat(shown))
    titles = [plain("  " * row.depth + row.title, glyphs) for row in visible]
    left = _title_width(titles, width)
    axis = choose_axis(trace, visible, marks, max(width - left - 7, 8))
    used: set[str] = set()
    corner = axis.note if cell_len(axis.note) < left else axis.note.partition(",")[0]
    labels, line = axis.ruler(glyphs)
    if glyphs.cut in line.plain:
        used.add("cut")
    lines = [_beside("", labels, left, glyphs), _beside(corner, line, left, glyphs, "aside")]
    group = ""
    for title, row in zip(titles, visible, strict=True):
        if row.group and row.group != group:
            group = row.group
            lines.append(Text(" " + plain(group, glyphs), STYLES["aside"]))
        lines.append(_beside(title, paint(row, axis, glyphs, used), left, glyphs))
    if marks:
        lines.append(_beside("", _digits(marks, axis, glyphs), left, glyphs))
    if folded:
        lines.append(_folded(folded))
    return Picture(tuple(crop(line, width, glyphs) for line in lines), frozenset(used))


def _folded(rows: Sequence[Row]) -> Text:
    kinds = {row.kind for row in rows}
    count = plural(len(rows), f"more {kinds.pop() if len(kinds) == 1 else 'lane'}")
    usual = all(row.unusual < 2 for row in rows)
    return Text(f" + {count}" + (", nothing unusual" if usual else ""), STYLES["aside"])


def _title_width(titles: Sequence[str], width: int) -> int:
    longest = max(cell_len(title) for title in titles)
    return min(max(longest + 2, 12), max(width * 3 // 10, 8))


def _beside(title: str, lane: Text, left: int, glyphs: Glyphs, style: str = "") -> Text:
    line = Text(" " + pad(title, left - 1, glyphs) + " ", STYLES[style] if style else "")
    line.append_text(lane)
    line.rstrip()
    return line


def fold(rows: Sequence[Row], limit: int) -> tuple[list[Row], list[Row]]:
    """The rows to show in at most `limit` lines and the tasks left out, both in their order.

    Rows of coroutines go before rows of tasks, usual tasks before unusual ones, and later before earlier.
    """
    shown = list(rows)
    if not limit or sum(1 for _ in flat(shown)) <= limit:
        return shown, []
    for row in sorted(shown, key=lambda row: (row.unusual, -row.first)):
        if sum(1 for _ in flat(shown)) <= limit:
            return shown, []
        shown[shown.index(row)] = replace(row, below=())
    ranked = sorted(shown, key=lambda row: (-row.unusual, row.first))
    kept = ranked[: max(limit, 1)]
    return [row for row in shown if row in kept], [row for row in shown if row not in kept]


def choose_axis(trace: Trace, rows: Sequence[Row], marks: Sequence[Mark], width: int) -> Axis:
    """A time scale, or a steps scale where time would hide most of what the rows show."""
    moments = {moment for row in rows for moment in row.moments()} | {mark.at for mark in marks}
    end = Moment(trace.end, trace.records[-1].n if trace.records else 0)
    busy = [(bar.start.t, bar.end.t) for row in rows for bar in row.bars if bar.glyph == "running"]
    axis = time_axis([*moments, end] if trace.run.clock == "virtual" else moments, busy, width)
    if trace.end and not _hidden(rows, axis):
        return axis
    turns = [Moment(record.t, record.n) for record in trace.records if record.kind == "loop.turn"]
    return steps_axis(_groups(rows, moments), turns if len(trace.loops) == 1 else [], width)


def _hidden(rows: Sequence[Row], axis: Axis) -> bool:
    """Whether most of the waits (of the stretches in general, where nothing waits) vanish on `axis`."""
    waits = [bar for row in rows for bar in row.bars if bar.glyph in ("waiting", "cancelling", "armed")]
    lost = [bar for bar in waits if axis.column(bar.end) - axis.column(bar.start) < 2]
    return len(lost) * 2 > len(waits)


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


def paint(row: Row, axis: Axis, glyphs: Glyphs, used: set[str]) -> Text:
    """One lane as text; the glyphs that it needs are added to `used`."""
    cells: list[tuple[str, str]] = [(" ", "")] * (axis.width + 6)
    owner: list[Bar | None] = [None] * len(cells)
    for bar in sorted(row.bars, key=lambda bar: _LAYERS.index(bar.glyph)):
        start, end = axis.column(bar.start), axis.column(bar.end)
        if bar.open:
            end = axis.width
        if bar.glyph == "running":
            end = max(end, start + 1)
        for column in range(start, end):
            cells[column] = (getattr(glyphs, bar.glyph), STYLES[bar.glyph])
            owner[column] = bar
    for sign in row.signs:
        column = axis.column(sign.at)
        cells[column] = (getattr(glyphs, sign.glyph), STYLES[sign.glyph])
        owner[column] = None
        used.add(sign.glyph)
    used |= {bar.glyph for bar in owner if bar is not None}
    for bar in row.bars:
        _label(bar, cells, owner, glyphs)
    for sign in row.ends:
        _end(sign, axis, cells, glyphs, used)
    return _text(cells)


def _label(bar: Bar, cells: list[tuple[str, str]], owner: list[Bar | None], glyphs: Glyphs) -> None:
    """Write into a bar what it is about: whole, or cut to four letters at least, or not at all."""
    columns = [column for column, other in enumerate(owner) if other is bar]
    if not bar.label or not columns:
        return
    start, room = columns[0], len(columns)
    label = plain(bar.label, glyphs)
    lead = 2 if room >= cell_len(label) + 5 else 1
    label = cut(label, room - lead - 2, glyphs)
    if cell_len(label) < 4 and label != plain(bar.label, glyphs):
        return
    style = "" if bar.glyph == "waiting" else STYLES[bar.glyph]
    column = start + lead
    cells[column] = (" ", "")
    for character in label:
        column += cell_len(character) and 1
        if not cell_len(character):
            cells[column] = (cells[column][0] + character, style)
            continue
        cells[column] = (character, style)
        if cell_len(character) == 2:
            column += 1
            cells[column] = ("", style)
    cells[column + 1] = (" ", "")


def _end(sign: Sign, axis: Axis, cells: list[tuple[str, str]], glyphs: Glyphs, used: set[str]) -> None:
    """Write how a row ended right of its last cell, one blank between if there is room."""
    column = axis.column(sign.at)
    while column < len(cells) - 1 and cells[column][0] != " ":
        column += 1
    glyph: str = getattr(glyphs, sign.glyph)
    if all(text == " " for text, _ in cells[column : column + len(glyph) + 2]):
        column += 1
    if all(text == " " for text, _ in cells[column : column + len(glyph)]):
        used.add(sign.glyph)
        for offset, character in enumerate(glyph):
            cells[column + offset] = (character, STYLES[sign.glyph])


def _text(cells: Sequence[tuple[str, str]]) -> Text:
    text = Text()
    run = ""
    for index, (character, style) in enumerate(cells):
        run += character
        if index + 1 == len(cells) or cells[index + 1][1] != style:
            text.append(run, style)
            run = ""
    text.rstrip()
    return text


def _digits(marks: Sequence[Mark], axis: Axis, glyphs: Glyphs) -> Text:
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
    return Text(line, STYLES["mark"])


def _ranges(numbers: Sequence[int], glyphs: Glyphs) -> str:
    """`2–4,7` for 2, 3, 4, 7."""
    parts: list[list[int]] = []
    for value in numbers:
        if parts and value == parts[-1][-1] + 1:
            parts[-1].append(value)
        else:
            parts.append([value])
    return ",".join(f"{part[0]}{glyphs.dash}{part[-1]}" if len(part) > 1 else f"{part[0]}" for part in parts)
