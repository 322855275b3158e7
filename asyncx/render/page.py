"""The data of a page: one run as columns of numbers and tables of words, small and quick to read.

The public format of a trace is the JSON of `trace.codec`; this one is between `html` and the modules in
`viewer/` (`data.js` says the same in types) and may change with them.  All text in it is fit to be shown:
control characters, bidi marks and whatever else is invisible have become escapes.
"""

from __future__ import annotations

import re
from typing import Any

from ..analysis.report import Report
from ..trace.model import Place, Record, TaskState, Trace
from .describe import Namer, last_part
from .others import all_rows
from .rows import Row, flat
from .sections import place_words
from .stepping import Callbacks, RowOf, number_in, own_line, scale_of
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


def page_data(report: Report, *, internals: bool = False) -> dict[str, Any]:
    """Everything that the viewer shows of a run and steps through, as a JSON object."""
    trace, words = report.trace, Words()
    rows = all_rows(trace, internals=internals)
    visible = list(flat(rows))
    names = Namer(trace)
    columns, places = _columns(trace, names, words, RowOf(trace, visible))
    scale, cuts = scale_of(report, visible)
    return {
        "format": {"name": "asyncx-page", "version": 1},
        "file": plain(trace.run.file, limit=NAME),
        "source": [plain(line, limit=LINE) for line in trace.run.source.expandtabs().splitlines()],
        "scale": scale,
        "cuts": cuts,
        "start": report.verdict.record,
        "marks": [[step.n, step.index] for step in report.why],
        "kinds": ["", *dict.fromkeys(record.kind for record in trace.records)],
        "columns": columns,
        "places": places,
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
) -> tuple[dict[str, list[int]], list[list[Any]]]:
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
    return columns, [_place(place, trace) for place in places]


def _value(record: Record) -> int:
    """How many ns from now a new timer is due; the number of a turn of a loop."""
    if record.kind == "timer.new":
        return int(record.data["due"]) - record.t
    return number_in(record, "turn") if record.kind == "loop.turn" else 0


def _place(place: Place | None, trace: Trace) -> list[Any]:
    """How the place is called, its function, and its line in the file that was run, else 0."""
    if place is None:
        return ["", "", 0]
    words, function = place_words(place, trace.run), last_part(place.function)
    return [plain(words, limit=NAME), plain(function, limit=NAME), own_line(place, trace.run)]


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
