"""Rows for deadlines: armed, fired or taken back in time, overdue, and how their scope was left."""

from __future__ import annotations

from collections.abc import Iterator

from ..trace.model import Coro, Outcome, Task, Timer, Trace
from .axis import Moment
from .rows import ENDS, Bar, Row, Sign
from .words import MS, duration


def deadline_rows(task: Task, trace: Trace, end: Moment) -> Iterator[Row]:
    """A row for each `wait_for`, `timeout` and the like of `task` that has a deadline."""
    exits = _exits(task)
    for timer in task.timers:
        if not timer.scope:
            continue
        armed, (left, outcome) = Moment(timer.set_at, timer.first), _left(timer, task, exits, trace, end)
        is_open = outcome is Outcome.NEVER_ENDED
        ends = (Sign(ENDS[outcome], left),)
        if timer.fired_at is None:
            bar = Bar("armed", armed, left, open=is_open)
            yield Row(timer.scope, timer.first, left.n, (bar,), ends=ends)
            continue
        fired, late = Moment(timer.fired_at, timer.last or timer.first), left.t - timer.due
        bars = (
            Bar("armed", armed, fired),
            Bar("armed", fired, left, f"{duration(late)} overdue" if late >= MS else "", is_open),
        )
        yield Row(timer.scope, timer.first, left.n, bars, (Sign("fired", fired),), ends)


def _left(
    timer: Timer, task: Task, exits: dict[int, Coro], trace: Trace, end: Moment
) -> tuple[Moment, Outcome]:
    """When and how the scope of a deadline was left."""
    owner = _owner(timer, task)
    if owner is None:
        enter = next((number for number in exits if _sets(task.coros, number, timer)), None)
        owner = exits.get(enter) if enter is not None else None
    if owner is not None:
        if owner.end is None or owner.last is None:
            return end, Outcome.NEVER_ENDED
        passing = _passing(owner, trace) if owner.name == "Timeout.__aexit__" else None
        return Moment(owner.end, owner.last), passing or owner.outcome
    if timer.scope_end is None:
        return end, Outcome.NEVER_ENDED
    last = timer.scope_last or timer.last or timer.first
    return Moment(timer.scope_end, last), Outcome.RETURNED if timer.fired_at is None else Outcome.RAISED


def _owner(timer: Timer, task: Task) -> Coro | None:
    """The coroutine of asyncio that set a deadline, `wait_for` or `wait`; None for `timeout()`."""
    name = timer.scope.partition("(")[0]
    found = [
        coro
        for coro in task.coros
        if coro.name == name and coro.first < timer.first and (coro.last is None or timer.first < coro.last)
    ]
    return found[-1] if found else None


def _exits(task: Task) -> dict[int, Coro]:
    """For each way into a `timeout()` block of a task, by the number of its coroutine, the way out of it."""
    entered: list[Coro] = []
    exits: dict[int, Coro] = {}
    for coro in sorted(task.coros, key=lambda coro: coro.first):
        if coro.name == "Timeout.__aenter__":
            entered.append(coro)
        elif coro.name == "Timeout.__aexit__" and entered:
            exits[entered.pop().number] = coro
    return exits


def _sets(coros: tuple[Coro, ...], number: int, timer: Timer) -> bool:
    coro = next(coro for coro in coros if coro.number == number)
    return coro.first < timer.first and (coro.last is None or timer.first < coro.last)


def _passing(way_out: Coro, trace: Trace) -> Outcome | None:
    """How a block ended whose way out let an exception through: that was met right before it began."""
    before = trace.index.get(way_out.first - 1)
    if way_out.outcome is not Outcome.RETURNED or before is None or before.kind != "coro.catch":
        return None
    return Outcome.CANCELLED if before.data["error"]["type"] == "CancelledError" else Outcome.RAISED
