"""The data of a page: one run as columns of numbers and tables of words, small and quick to read.

The public format of a trace is the JSON of `trace.codec`; this one is between `html` and the modules in
`viewer/` (`data.js` says the same in types) and may change with them.  All text in it is fit to be shown:
control characters, bidi marks and whatever else is invisible have become escapes.
"""

from __future__ import annotations

import re
from typing import Any

from ..analysis.report import Report
from ..trace.labels import is_internal
from ..trace.model import Place, Record, Run, TaskState, Trace
from .describe import Namer, last_part
from .others import all_rows
from .rows import Row, flat
from .sections import place_words
from .stepping import Callbacks, Files, RowOf, number_in, own_line, scale_of
from .words import plain

GLYPHS = ("running", "waiting", "cancelling", "ready", "armed")
"""What a bar can be; a bar of the page has the index of one of these."""

NAME, LINE = 120, 400
"""Cells of a title and of a detail; what is longer is cut."""

_NUMBER = re.compile(r"(?<![0-9])(?:0|[1-9][0-9]{0,14})(?![0-9])")


class Words:
    """A table of words in which each stands once, at its index; index 0 is the empty word."""

    def __init__(self) -> None:
        self._index = {"": 0}
        self._known = {"": 0}

    def __call__(self, text: str) -> int:
        """The index of a title as it is shown."""
        found = self._known.get(text)
        if found is None:
            found = self._index.setdefault(plain(text, limit=NAME), len(self._index))
            self._known[text] = found
        return found

    def pattern(self, text: str) -> tuple[int, list[int]]:
        """The index of a detail with NUL in the place of its numbers, and these numbers."""
        text = plain(text, limit=LINE)
        numbers = [int(found) for found in _NUMBER.findall(text)]
        return self._index.setdefault(_NUMBER.sub("\0", text), len(self._index)), numbers

    @property
    def table(self) -> list[str]:
        """The words, by index."""
        return list(self._index)


class Sources:
    """The files of the program through which it steps, each with its lines, as far as they are known.

    The first is the one that was run; the others are there if `files` has them.
    """

    def __init__(self, run: Run, files: Files | None) -> None:
        self._run, self._files = run, files
        self._index: dict[str, int] = {}
        self.table: list[tuple[str, list[str]]] = [(plain(run.file, limit=NAME), _lines(run.source))]

    def line(self, place: Place) -> tuple[int, int]:
        """The number of the line, 0 for a place that is not the program's; and the index of its file."""
        line = own_line(place, self._run)
        if place.file not in self._index:
            self._index[place.file] = self._read(place.file, own=bool(line))
        index = self._index[place.file]
        return (place.line, index) if index else (line, 0)

    def _read(self, file: str, *, own: bool) -> int:
        if self._files is None or is_internal(file) or (own and self.table[0][1]):
            return 0
        lines = _lines("\n".join(self._files(file)))
        if own:
            self.table[0] = (self.table[0][0], lines)
        elif lines:
            self.table.append((plain(file, limit=NAME), lines))
        return len(self.table) - 1 if lines and not own else 0


def _lines(source: str) -> list[str]:
    return [plain(line, limit=LINE) for line in source.expandtabs().splitlines()]


def page_data(report: Report, *, internals: bool = False, files: Files | None = None) -> dict[str, Any]:
    """Everything that the viewer shows of a run and steps through, as a JSON object.

    `files` has the source of a program that is not in its trace.
    """
    trace, words = report.trace, Words()
    rows = all_rows(trace, internals=internals)
    visible = list(flat(rows))
    names = Namer(trace)
    columns, places = _columns(trace, names, words, RowOf(trace, visible))
    sources = Sources(trace.run, files)
    located = [_place(place, trace.run, sources) for place in places]
    scale, cuts = scale_of(report, visible)
    return {
        "format": {"name": "asyncx-page", "version": 1},
        "sources": sources.table,
        "scale": scale,
        "cuts": cuts,
        "start": report.verdict.record,
        "marks": [[step.n, step.index] for step in report.why],
        "kinds": ["", *dict.fromkeys(record.kind for record in trace.records)],
        "columns": columns,
        "places": located,
        "rows": [_row(row, words) for row in visible],
        "glyphs": list(GLYPHS),
        "tasks": [[task.number, words(task.title), str(task.outcome)] for task in trace.tasks],
        "threads": [[thread.number, words(thread.name)] for thread in trace.threads],
        "callbacks": _callbacks(trace, names, words),
        "waits": [
            number
            for task in trace.tasks
            for span in task.spans
            if span.state in (TaskState.WAITING, TaskState.CANCELLING)
            for number in (task.number, span.first, words(span.label))
        ],
        "words": words.table,
    }


def _columns(
    trace: Trace, names: Namer, words: Words, lane_of: RowOf
) -> tuple[dict[str, list[int]], list[Place | None]]:
    """A list of numbers for each field, one number for each record; and the table of places.

    0 is "none" everywhere.  `n` and `t` are the differences to the record before, `because` is how many
    numbers back the cause is, `value` what is said of it below; `numbers` are those of all details.
    """
    kinds: dict[str, int] = {"": 0}
    places: dict[Place | None, int] = {None: 0}
    columns: dict[str, list[int]] = {
        name: []
        for name in ("n", "t", "kind", "thread", "because", "task", "handle", "loop", "value")
        + ("place", "lane", "who", "detail", "numbers")
    }
    lists = list(columns.values())
    before = Record(0, 0, 0, "", None, {})
    for record in trace.records:
        place = names.place(record)
        detail, numbers = words.pattern(names.detail(record).strip())
        row = (
            record.n - before.n,
            record.t - before.t,
            kinds.setdefault(record.kind, len(kinds)),
            record.thread,
            record.n - record.because if record.because else 0,
            number_in(record, "task"),
            number_in(record, "handle"),
            number_in(record, "loop"),
            _value(record),
            places.setdefault(place, len(places)),
            lane_of(record),
            words(names.who(record)),
            detail,
        )
        for column, value in zip(lists, row, strict=False):
            column.append(value)
        lists[-1] += numbers
        before = record
    return columns, list(places)


def _value(record: Record) -> int:
    """How many ns from now a new timer is due; the number of a turn of a loop."""
    if record.kind == "timer.new":
        return int(record.data["due"]) - record.t
    return number_in(record, "turn") if record.kind == "loop.turn" else 0


def _place(place: Place | None, run: Run, sources: Sources) -> list[Any]:
    """How the place is called, its function, its line in a file of the program or 0, and which file."""
    if place is None:
        return ["", "", 0, 0]
    words, function = place_words(place, run), last_part(place.function)
    return [plain(words, limit=NAME), plain(function, limit=NAME), *sources.line(place)]


def _row(row: Row, words: Words) -> dict[str, Any]:
    """A lane: `bars` are (glyph, t, n, t, n, label, open) one after the other, `signs` (word, t, n)."""
    bars = [
        number
        for bar in row.bars
        for number in (GLYPHS.index(bar.glyph), *bar.start, *bar.end, words(bar.label), int(bar.open))
    ]
    signs = [value for sign in (*row.signs, *row.ends) for value in (words(sign.glyph), *sign.at)]
    return {
        "title": words(row.title),
        "depth": row.depth,
        "group": words(row.group),
        "kind": row.kind,
        "unusual": row.unusual,
        "bars": bars,
        "signs": signs,
    }


def _callbacks(trace: Trace, names: Namer, words: Words) -> list[int]:
    """(handle, what it is called, whose it is) of each callback and timer, one after the other."""
    callbacks = Callbacks(trace, names)
    return [
        number
        for handle in callbacks
        for number in (handle, words(callbacks.title(handle)), words(callbacks.owner(handle)))
    ]
