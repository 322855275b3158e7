"""What the picture shows, before any column is known: rows of bars, with signs and ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..trace.model import Outcome, Trace
from .axis import Moment

ENDS = {
    Outcome.RETURNED: "returned",
    Outcome.RAISED: "raised",
    Outcome.CANCELLED: "cancelled",
    Outcome.NEVER_ENDED: "never_ended",
}


def end_of(trace: Trace) -> Moment:
    """The last moment of a trace."""
    return Moment(trace.end, trace.records[-1].n if trace.records else 0)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of one state; `glyph` names a field of `Glyphs`.  An `open` bar runs off the picture."""

    glyph: str
    start: Moment
    end: Moment
    label: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """A single glyph: `fired`, or how the row ended."""

    glyph: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Row:
    """One lane.  `first` and `last` are the numbers of the records between which it lives."""

    title: str
    first: int
    last: int
    bars: tuple[Bar, ...]
    signs: tuple[Sign, ...] = ()
    ends: tuple[Sign, ...] = ()
    depth: int = 0
    unusual: int = 0
    """How much a reader needs this row: the larger, the later it is folded."""
    kind: str = "task"
    group: str = ""
    """The heading under which it stands."""
    below: tuple[Row, ...] = ()
    count: int = 1
    """How many of its kind it stands for."""

    def moments(self) -> Iterator[Moment]:
        """The turning points of this row alone."""
        for bar in self.bars:
            yield from (bar.start, bar.end)
        for sign in (*self.signs, *self.ends):
            yield sign.at


def nest(rows: Sequence[Row], depth: int = 1) -> tuple[Row, ...]:
    """Put each row below the smallest one that encloses it, and neighbours of one name into one row."""
    rest = sorted(rows, key=lambda row: (row.first, -row.last))
    nested: list[Row] = []
    while rest:
        outer = rest.pop(0)
        inner = [row for row in rest if row.last <= outer.last]
        rest = [row for row in rest if row.last > outer.last]
        nested.append(replace(outer, depth=depth, below=nest(inner, depth + 1)))
    return _merge(nested)


def _merge(rows: Sequence[Row]) -> tuple[Row, ...]:
    merged: dict[str, Row] = {}
    for row in rows:
        before = merged.get(row.title)
        if before is not None and _follows(before, row):
            merged[row.title] = replace(
                before,
                last=row.last,
                bars=before.bars + row.bars,
                signs=before.signs + row.signs,
                ends=before.ends + row.ends,
                below=_merge([*before.below, *row.below]),
            )
        else:
            merged[row.title if before is None else f"{row.title}#{row.first}"] = row
    return tuple(merged.values())


def _follows(before: Row, after: Row) -> bool:
    """Whether both fit into one row without hiding how the first one ended."""
    over = before.bars[-1].end.t if before.bars else 0
    apart = bool(after.bars) and after.bars[0].start.t > over
    usual = all(sign.glyph == "returned" for sign in before.ends[-1:])
    return before.last <= after.first and (apart or usual)


def flat(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows and everything below them, from top to bottom."""
    for row in rows:
        yield row
        yield from flat(row.below)
