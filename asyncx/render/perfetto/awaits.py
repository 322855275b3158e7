"""What one task awaits, as slices inside each other: coroutines, and the scopes of deadlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...trace.fields import LARGEST
from ...trace.model import Coro, Outcome, Task, TaskState, Trace
from ...trace.names import short_error
from ..axis import Moment
from ..deadlines import deadline_rows
from ..words import plain
from .timeline import Args, Event, What

NAME = 200
MOST = 8
"""Lanes of one task.  Only async generators that overlap need more than one."""


class Interval(NamedTuple):
    """From record `first` to record `last`; `marks` are the moments at which its deadline fired."""

    first: int
    start: int
    last: int
    end: int
    name: str
    category: str
    args: Args
    marks: tuple[Moment, ...] = ()


def lanes_of(task: Task, trace: Trace, *, internals: bool) -> list[tuple[Interval, ...]]:
    """The intervals of a task by lanes, in each of which they lie inside each other, in order."""
    end = Moment(trace.end, trace.records[-1].n if trace.records else 0)
    found = [*_coros(task, end, internals), *_deadlines(task, trace, end)]
    lanes: list[_Lane] = []
    for each in sorted(found, key=lambda each: (each.first, -each.last)):
        lane = next((lane for lane in lanes if lane.has_room(each)), None)
        if lane is None and len(lanes) < MOST:
            lane = _Lane()
            lanes.append(lane)
        (lane or lanes[-1]).add(each)
    return [tuple(lane.intervals) for lane in lanes]


class _Lane:
    """Intervals inside each other, and those of them that are open."""

    def __init__(self) -> None:
        self.intervals: list[Interval] = []
        self._open: list[Interval] = []

    def has_room(self, each: Interval) -> bool:
        """Whether it lies inside what is open when it begins."""
        while self._open and self._open[-1].last <= each.first:
            self._open.pop()
        return not self._open or each.last <= self._open[-1].last

    def add(self, each: Interval) -> None:
        """Take it, cut off at the end of what it lies in."""
        if not self.has_room(each):
            each = each._replace(last=self._open[-1].last, end=self._open[-1].end)
        self.intervals.append(each)
        self._open.append(each)


def events_of(track: int, lane: Sequence[Interval]) -> Iterator[tuple[int, Event]]:
    """(record, event) of a lane, in the order of the records."""
    marks = sorted((mark for each in lane for mark in each.marks), key=lambda mark: mark.n, reverse=True)
    stack: list[Interval] = []

    def until(n: int) -> Iterator[tuple[int, Event]]:
        """The ends and marks up to record `n`."""
        while (stack and stack[-1].last <= n) or (marks and marks[-1].n <= n):
            if marks and (not stack or marks[-1].n <= stack[-1].last):
                mark = marks.pop()
                yield mark.n, Event(What.INSTANT, track, mark.t, "deadline fires", "deadline")
            else:
                over = stack.pop()
                yield over.last, Event(What.END, track, over.end)

    for each in lane:
        yield from until(each.first)
        yield each.first, Event(What.BEGIN, track, each.start, each.name, each.category, each.args)
        stack.append(each)
    yield from until(LARGEST)


def _coros(task: Task, end: Moment, internals: bool) -> Iterator[Interval]:
    for coro in task.coros:
        if coro.depth == 0 or (coro.internal and not internals):
            continue
        if not internals and coro.outcome is Outcome.RETURNED and not _waited(coro):
            continue  # it ran straight through, inside one step
        over = Moment(end.t if coro.end is None else coro.end, coro.last or end.n)
        args: Args = (("record", coro.first), ("ended", _ending(coro)))
        name = plain(coro.name.rpartition(".")[2], limit=NAME)
        yield Interval(coro.first, coro.start, over.n, over.t, name, "await", args)


def _deadlines(task: Task, trace: Trace, end: Moment) -> Iterator[Interval]:
    starts = {timer.first: timer.set_at for timer in task.timers}
    for row in deadline_rows(task, trace, end):
        ended = tuple(("ended", sign.glyph.replace("_", " ")) for sign in row.ends)
        args: Args = (("record", row.first), *ended)
        marks = tuple(sign.at for sign in row.signs)
        last = trace.index[max(row.last, row.first, *(mark.n for mark in marks))]
        name = plain(row.title, limit=NAME)
        yield Interval(row.first, starts[row.first], last.n, last.t, name, "deadline", args, marks)


def _waited(coro: Coro) -> bool:
    return any(span.state in (TaskState.WAITING, TaskState.CANCELLING) for span in coro.spans)


def _ending(coro: Coro) -> str:
    return plain(f"raised {short_error(coro.error)}" if coro.error else str(coro.outcome), limit=NAME)
