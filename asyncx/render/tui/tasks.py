"""The pane of the tasks: their lanes in the part of time that is seen, and the cursor across them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from rich.cells import cell_len
from rich.text import Text

from ..glyphs import STYLES, Glyphs, plural
from ..lanes import chosen, digits, title_width
from ..paint import LAYERS, paint
from ..rows import Bar, Row
from ..words import pad, plain
from .layout import Area, area_of, areas
from .origin import Origin, gutter, origin_of
from .state import Pane, State
from .subject import LONGEST, Subject
from .view import View, fit

SCROLLED = 3
"""Lanes that are some screens long are scrolled; longer ones folded, so that one screen has the unusual."""

_ALIKE = 16
"""How many stretches inside one cell are looked at for the one that says most."""

_BESIDE = 4
"""Cells right of the axis, for how a lane ended."""


@dataclass(frozen=True, slots=True)
class Line:
    """A lane (the number of its row) or a heading (then 0)."""

    row: int
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """The lanes of a pane: its lines, where each row is, how many are folded, the cells left of the axis."""

    lines: tuple[Line, ...]
    places: Mapping[int, int]
    folded: int
    left: int


class Lanes:
    """The shapes of the lanes of one run, each made once."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._firsts: dict[tuple[int, str, int], int] = {}
        for number, row in enumerate(subject.rows, 1):
            self._firsts.setdefault((row.first, row.title, row.depth), number)
        self._shapes: dict[tuple[int, int, bool], Shape] = {}
        self._view: tuple[View, Glyphs] | None = None
        self._painted: dict[int, Text] = {}

    def shape(self, width: int, room: int, unfolded: bool) -> Shape:
        """The lanes for a pane of so many cells, with lines for so many lanes."""
        key = (width, room, unfolded)
        if key not in self._shapes:
            self._shapes[key] = self._made(width, room, unfolded)
        return self._shapes[key]

    def _made(self, width: int, room: int, unfolded: bool) -> Shape:
        subject = self._subject
        folds = not unfolded and len(subject.rows) > SCROLLED * room
        shown: list[Row] = list(subject.families)
        if folds:
            shown, _ = chosen(subject.trace, max(room - 1, 1), every=subject.families)
        lines: list[Line] = []
        group, titles = "", [""]
        for number, row in self._numbered(shown):
            if row.group and row.group != group and not row.depth:
                group = row.group
                lines.append(Line(0, group))
            lines.append(Line(number))
            if len(titles) < 1000:
                titles.append(title_of(row))
        left = title_width([plain(title) for title in titles], width)
        places = {line.row: place for place, line in enumerate(lines) if line.row}
        return Shape(tuple(lines), places, len(subject.rows) - len(places), left)

    def painted(self, row: int, view: View, glyphs: Glyphs) -> Text:
        """A lane as far as it can be seen; those of one view are painted once."""
        if (view, glyphs) != self._view:
            self._view, self._painted = (view, glyphs), {}
        if row not in self._painted:
            self._painted[row] = paint(seen(self._subject.rows[row - 1], view), view, glyphs, set())
        return self._painted[row].copy()

    def _numbered(self, rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
        """The rows and all below them, with their numbers; a folded one is a copy without those below."""
        for row in rows:
            yield self._firsts[row.first, row.title, row.depth], row
            yield from self._numbered(row.below)


def title_of(row: Row) -> str:
    """What stands before a lane, indented."""
    return "  " * row.depth + row.title[:LONGEST]


def shape_of(subject: Subject, lanes: Lanes, state: State) -> tuple[Shape, Area]:
    """The lanes as the state shows them, and where; as if alone, where they are not shown."""
    area = area_of(Pane.TASKS, areas(state, len(subject.rows)))
    area = area or areas(replace(state, pane=Pane.TASKS, alone=True), 0)[0]
    return lanes.shape(area.inner_width, room_of(subject, area), state.unfolded), area


def room_of(subject: Subject, area: Area) -> int:
    """Lines for lanes, below the ruler and above the numbers of the verdict's chain of causes."""
    return max(area.inner_height - 2 - bool(subject.marks), 1)


def view_of(subject: Subject, lanes: Lanes, state: State) -> View:
    """The part of the time that the lanes show."""
    shape, area = shape_of(subject, lanes, state)
    view = fit(subject.scales[state.scale], area.inner_width - shape.left - _BESIDE)
    return view if state.seen is None else replace(view, start=state.seen[0], end=state.seen[1])


def tasks_lines(subject: Subject, lanes: Lanes, state: State, glyphs: Glyphs) -> list[Text]:
    """The ruler, the lanes, and below them the numbers of the verdict's chain of causes."""
    shape, area = shape_of(subject, lanes, state)
    view = view_of(subject, lanes, state)
    if not subject.rows:
        return [Text.styled("This run made no task.", STYLES["aside"])]
    words, line = view.ruler(glyphs)
    lines = [_beside("", words, shape.left, glyphs), _beside(view.note, line, shape.left, glyphs)]
    room, here = room_of(subject, area), lane_here(subject, state.position)
    shown = list(shape.lines[state.scrolls[Pane.TASKS] :][:room])
    mine = next((row for row in (here, subject.family(here)) if row in shape.places), 0)
    if here and not mine:  # it is folded: it comes for a visit, in the last line
        mine = subject.family(here)
        shown = [*shown[: room - 1], Line(mine)]
    elif shape.folded:
        shown = shown[: room - 1]
    cursor = view.cell(view.unit(subject.moment(state.position)))
    origin = origin_of(subject, state.position)
    source = next((row for row in _rows(subject, origin) if row in shape.places), 0)
    rows = [each.row for each in shown]
    for each, mark in zip(shown, _way(rows, mine, source, shape, glyphs), strict=True):
        if not each.row:
            lines.append(Text.styled(plain(each.heading, glyphs, area.inner_width), STYLES["aside"]))
            continue
        lane = crossed(lanes.painted(each.row, view, glyphs), cursor, view.width, glyphs)
        if origin is not None and each.row == source:
            cell = view.cell(view.unit(subject.moment(origin.position)))
            if 0 <= cell < view.width:
                lane = signed(lane, cell, glyphs.origin, origin.style)
        title = title_of(subject.rows[each.row - 1])
        lines.append(_beside(title, lane, shape.left, glyphs, mark, here=each.row == mine))
    if shape.folded and len(shown) < room:
        more = f" + {plural(shape.folded, 'more lane')}, x shows them"
        lines.append(Text.styled(more, STYLES["aside"]))
    marks = [mark for mark in subject.marks if view.sees(mark.at)]
    if marks:
        lines.append(_beside("", digits(marks, view, glyphs), shape.left, glyphs))
    return lines


def lane_here(subject: Subject, position: int) -> int:
    """The row of the event at a position, 0 for none."""
    record = subject.record(position)
    return subject.row_of(record) if record is not None else 0


def _rows(subject: Subject, origin: Origin | None) -> tuple[int, ...]:
    """The lane of a cause; where that is folded, the one it stands below."""
    return (origin.row, subject.family(origin.row)) if origin is not None else ()


def _way(rows: list[int], mine: int, source: int, shape: Shape, glyphs: Glyphs) -> list[str]:
    """The cells left of the lanes that are shown: the way from the cause to the event."""
    here = rows.index(mine) if mine in rows else -1
    if not source or source == mine:
        return gutter(rows, here, here, glyphs)
    if source in rows:
        return gutter(rows, here, rows.index(source), glyphs)
    first = next((shape.places[row] for row in rows if row in shape.places), 0)
    return gutter(rows, here, -1 if shape.places[source] < first else len(rows), glyphs)


def _beside(
    title: str, lane: Text, left: int, glyphs: Glyphs, mark: str = " ", *, here: bool = False
) -> Text:
    words = pad(plain(title, glyphs, left * 2), left - 2, glyphs)
    line = Text.styled(mark, STYLES["here" if here else "mark"])
    line.append(words + " ", STYLES["here"] if here else "")
    return line.append_text(lane)


def crossed(lane: Text, cursor: int, width: int, glyphs: Glyphs) -> Text:
    """A lane with the cursor in one of its cells, and dim from there on: that has not happened yet."""
    if not 0 <= cursor < width:
        if cursor < 0:
            lane.stylize(STYLES["aside"])
        return lane
    lane = signed(lane, cursor, glyphs.cursor, STYLES["cursor"])
    lane.stylize(STYLES["aside"], _character(lane, cursor)[0] + 1)
    return lane


def signed(lane: Text, cell: int, sign: str, style: str) -> Text:
    """A lane with a sign of one cell in one of its cells."""
    missing = cell + 1 - lane.cell_len
    if missing > 0:
        lane.append(" " * missing)
    place, end = _character(lane, cell)
    if lane.plain[place].isalnum():  # in the words of a lane it marks a letter, so that they can be read
        lane.stylize(f"{style} reverse", place, place + 1)
        return lane
    before, after = lane[:place], lane[place + 1 :]
    gap = cell - before.cell_len  # a character of two cells may begin left of it
    before.append(" " * gap).append(sign, style)
    before.append(" " * (end - cell - 1))
    return before.append_text(after)


def _character(lane: Text, cell: int) -> tuple[int, int]:
    """The index of the character in a cell, and the cell behind it."""
    cells = list(accumulate(map(cell_len, lane.plain)))
    place = bisect_right(cells, cell)
    return place, cells[place]


def seen(row: Row, view: View) -> Row:
    """A lane as far as it can be seen: no more stretches than cells, no label longer than can be painted."""
    signs = [tuple(sign for sign in signs if view.sees(sign.at)) for signs in (row.signs, row.ends)]
    return replace(row, bars=tuple(_bars(row.bars, view)), signs=signs[0], ends=signs[1], below=())


def _bars(bars: Sequence[Bar], view: View) -> Iterator[Bar]:
    index = bisect_left(bars, view.start, key=lambda bar: view.unit(bar.end))
    while index < len(bars) and view.unit(bars[index].start) <= view.end:
        bar = bars[index]
        first, last = view.column(bar.start), view.column(bar.end)
        beyond = bar.open or view.unit(bar.end) > view.end
        if last > first or beyond:
            yield replace(bar, label=bar.label[:LONGEST], open=beyond)
            index += 1
            continue
        after = bisect_right(bars, first, lo=index, key=lambda bar: view.column(bar.end))
        alike = bars[index : min(max(after, index + 1), index + _ALIKE)]
        yield replace(max(alike, key=lambda bar: LAYERS.index(bar.glyph)), label="", open=False)
        index = max(after, index + 1)
