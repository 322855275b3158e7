"""Where the event came from: the last of its causes that lies in another lane, and the way there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..glyphs import STYLES, Glyphs
from .subject import Subject

_FAR = 64
"""Causes that are looked at, at most."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A cause in another lane: its row, its position, and whether what came of it is a cancellation."""

    row: int
    position: int
    cancels: bool

    @property
    def style(self) -> str:
        """The colour of its sign."""
        return STYLES["cancelling" if self.cancels else "caused"]


def origin_of(subject: Subject, position: int) -> Origin | None:
    """Who woke or cancelled the one that acts here, or made it; None where its own lane is the cause.

    Causes before the step in which the event lies are looked at up to the step before it: what led to that
    one is its own story.
    """
    record = subject.record(position)
    here = subject.row_of(record) if record is not None else 0
    if record is None or not here:
        return None
    steps = int(record.kind == "task.step")
    later, at = position, subject.cause(position)
    for _ in range(_FAR):
        cause = subject.record(at)
        if cause is None:
            return None
        row = subject.row_of(cause)
        step = cause.kind == "task.step"
        own = step and subject.family(row) == subject.family(here)
        if row and row != here and not own:
            return Origin(row, at, _cancels(subject, later))
        steps += step
        if steps == 2:
            return None
        later, at = at, subject.cause(at)
    return None


def _cancels(subject: Subject, position: int) -> bool:
    record = subject.record(position)
    return record is not None and record.kind in ("task.cancel", "coro.throw")


def gutter(rows: Sequence[int], here: int, order: int, glyphs: Glyphs) -> list[str]:
    """The cells left of the titles: a line from the cause's lane to the one of the event.

    `here` is the index of the event's lane in `rows`, -1 where it is not seen; `order` is the index of the
    cause's, below 0 or beyond the end where it lies out of sight, and `here` itself for none.
    """
    if here < 0:
        return [" "] * len(rows)
    top, bottom = min(here, order), max(here, order)
    cells = [glyphs.side if top <= index <= bottom else " " for index in range(len(rows))]
    if 0 <= order < len(rows):
        cells[order] = glyphs.corners[0 if order < here else 2]
    cells[here] = glyphs.inside
    return cells
