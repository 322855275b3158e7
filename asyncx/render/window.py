"""The part of a long run that its findings are about: what happened around them, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..analysis.finding import Finding
from ..trace.model import Trace
from .axis import Moment
from .rows import Bar, Row
from .words import MS

Window = tuple[Moment, Moment]

LARGEST = 5
"""The findings must be about less than this part (a fifth) of a run before the rest is left out."""

LEAST = 100 * MS
"""What is shown of a run at least (ns)."""


def around(trace: Trace, findings: Iterable[Finding]) -> Window | None:
    """From when to when to look, None for the whole run."""
    findings = list(findings)
    if not findings or trace.run.clock == "virtual":
        return None
    start, end = min(each.start for each in findings), max(each.end for each in findings)
    room = max((end - start) // 2, (LEAST - (end - start)) // 2)
    start, end = max(start - room, 0), min(end + room, trace.end)
    if (end - start) * LARGEST >= trace.end:
        return None
    inside = [record.n for record in trace.records if start <= record.t <= end]
    return (Moment(start, inside[0]), Moment(end, inside[-1])) if inside else None


def through(rows: Sequence[Row], window: Window) -> list[Row]:
    """The rows as seen through the window; what does not happen in it is left out."""
    return list(_seen(rows, window))


def _seen(rows: Sequence[Row], window: Window) -> Iterator[Row]:
    start, end = window
    for row in rows:
        bars = tuple(_cut(bar, window) for bar in row.bars if bar.end.t > start.t and bar.start.t < end.t)
        signs = tuple(sign for sign in row.signs if start.t <= sign.at.t <= end.t)
        ends = tuple(sign for sign in row.ends if start.t <= sign.at.t <= end.t)
        if bars or signs or ends:
            yield replace(row, bars=bars, signs=signs, ends=ends, below=tuple(_seen(row.below, window)))


def _cut(bar: Bar, window: Window) -> Bar:
    start, end = window
    after = bar.start if bar.start.t >= start.t else start
    before = bar.end if bar.end.t <= end.t else end
    return replace(bar, start=after, end=before, open=bar.open or bar.end.t > end.t)
