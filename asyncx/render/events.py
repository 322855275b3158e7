"""The table of all records, one line each, in columns that stay where they are."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from ..analysis.causes import WhyStep
from ..trace.model import Trace
from .describe import Namer
from .glyphs import STYLES, Glyphs
from .sections import place_words
from .words import MS, pad, plain

_COLOURS = {
    "task": "running",
    "timer": "armed",
    "coro": "",
    "loop": "aside",
    "handle": "aside",
    "future": "aside",
}

_NUMBERS = (0, 1, 2, 6, 7)
"""Columns that are flush right."""


def event_lines(
    trace: Trace, why: Sequence[WhyStep], glyphs: Glyphs, *, internals: bool = False
) -> list[Text]:
    """A heading and one line for each record; the step of the chain of causes stands before the detail.

    Columns: number, milliseconds, turn of the loop, kind, subject, place, cause, step, detail.  A line may
    be longer than the screen; the caller cuts it.  Places in asyncio itself are named only if `internals`.
    """
    names = Namer(trace)
    steps = {step.n: str(step.index) for step in why}
    turn: dict[int, str] = {}
    rows = [("#", "t ms", "turn", "what", "who", "where", "because", "step", "detail")]
    for record in trace.records:
        if record.kind == "loop.turn":
            turn[record.thread] = str(record.data.get("turn", ""))
        place = names.place(record)
        own = place is not None and (internals or not place.file.startswith("asyncio/"))
        rows.append(
            (
                str(record.n),
                f"{record.t / MS:.1f}",
                turn.get(record.thread, ""),
                record.kind,
                plain(names.who(record), glyphs, 16),
                plain(place_words(place, trace.run), glyphs, 24) if own else "",
                str(record.because or ""),
                steps.get(record.n, ""),
                plain(names.detail(record).strip(), glyphs, 400),
            )
        )
    sizes = [max(cell_len(row[column]) for row in rows) for column in range(9)]
    return [_line(row, sizes, glyphs, number == 0) for number, row in enumerate(rows)]


def _line(row: Sequence[str], sizes: Sequence[int], glyphs: Glyphs, heading: bool) -> Text:
    line = Text(" ")
    colour = STYLES.get(_COLOURS.get(row[3].partition(".")[0], ""), "")
    styles = {3: colour, 4: "", 7: STYLES["mark"], 8: ""}
    for column, (value, size) in enumerate(zip(row, sizes, strict=True)):
        words = value.rjust(size) if column in _NUMBERS else pad(value, size, glyphs)
        line.append(words, STYLES["heading"] if heading else styles.get(column, STYLES["aside"]))
        line.append("  ")
    line.rstrip()
    return line
