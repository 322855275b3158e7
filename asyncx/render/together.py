"""The lanes of several runs of one scenario under each other, on one axis where that says more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.text import Text

from ..trace.model import Trace
from .axis import Axis, Moment, TimeAxis, time_axis
from .glyphs import STYLES, Glyphs
from .lanes import Frame, Picture, choose_axis, chosen, picture, row_titles, ruler, title_width
from .rows import Row, flat
from .words import crop, pad

Keyed = tuple[str, Trace]
"""A run, and the letter of its column."""


def different(runs: Sequence[Keyed], width: int, glyphs: Glyphs) -> list[Keyed]:
    """The runs whose lanes differ, in order; of those with equal ones the first, under the letters of all."""
    drawn = [(picture(trace, width, glyphs).lines, key, trace) for key, trace in runs]
    looks = [[line.plain for line in lines] for lines, _, _ in drawn]
    found = []
    for place, (_, _, trace) in enumerate(drawn):
        if looks[place] not in looks[:place]:
            keys = [key for look, (_, key, _) in zip(looks, drawn, strict=True) if look == looks[place]]
            found.append((letters(keys, glyphs), trace))
    return found


def pictures(runs: Sequence[Keyed], width: int, glyphs: Glyphs, rows: int = 0) -> Picture:
    """The lanes of each run in at most `rows` lanes (0: all), its letter before the first of them."""
    margin = max(len(key) for key, _ in runs) + 2
    room = width - margin
    used: set[str] = set()
    lines: list[Text] = []
    frame = _frame([trace for _, trace in runs], room, glyphs, rows)
    if frame is not None:
        lines += [_beside("", line, margin, glyphs) for line in ruler(frame, glyphs, used)]
    for key, trace in runs:
        drawn = picture(trace, room, glyphs, rows=rows, frame=frame)
        used |= drawn.used
        lanes = drawn.lines or (Text.styled(" no task ran", STYLES["aside"]),)
        first = 0 if frame is not None or not drawn.lines else 2
        lines += [
            _beside(key if place == first else "", line, margin, glyphs) for place, line in enumerate(lanes)
        ]
    return Picture(tuple(crop(line, width, glyphs) for line in lines), frozenset(used))


def letters(keys: Sequence[str], glyphs: Glyphs) -> str:
    """`A–C E`: letters that follow each other by their ends."""
    parts = []
    for _, run in groupby(enumerate(keys), key=lambda pair: ord(pair[1][0]) - pair[0]):
        same = [key for _, key in run]
        parts.append(" ".join(same) if len(same) < 3 else f"{same[0]}{glyphs.dash}{same[-1]}")
    return " ".join(parts)


def _beside(key: str, line: Text, margin: int, glyphs: Glyphs) -> Text:
    start = Text.styled(" " + pad(key, margin - 1, glyphs), STYLES["heading"])
    return start.append_text(line)


def _frame(traces: Sequence[Trace], width: int, glyphs: Glyphs, rows: int) -> Frame | None:
    """The axis that all share; None where one of them does not go by time, or goes by the real one."""
    drawn = [(trace, list(flat(chosen(trace, rows)[0]))) for trace in traces]
    drawn = [(trace, visible) for trace, visible in drawn if visible]
    if not drawn or any(trace.run.clock == "real" or trace.run.end == "deadlock" for trace, _ in drawn):
        return None
    shown = [visible for _, visible in drawn]
    titles = [title for visible in shown for title in row_titles(visible, glyphs)]
    left = title_width(titles, width)
    room = max(width - left - 7, 8)
    axes = [choose_axis(trace, visible, (), room) for trace, visible in drawn]
    if not all(isinstance(axis, TimeAxis) for axis in axes):
        return None
    return Frame(joint([row for visible in shown for row in visible], traces, room), left)


def joint(rows: Sequence[Row], traces: Sequence[Trace], width: int) -> Axis:
    moments = {moment for row in rows for moment in row.moments()}
    moments |= {Moment(trace.end, trace.records[-1].n) for trace in traces}
    busy = [
        (bar.start.t, bar.end.t)
        for row in rows
        for bar in row.bars
        if bar.glyph == "running" and bar.end.t > bar.start.t
    ]
    return time_axis(moments, busy, width)
