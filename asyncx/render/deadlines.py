"""Rows for deadlines: armed, fired or taken back in time, overdue, and how their scope was left."""

from __future__ import annotations

from collections.abc import Iterator

from ..analysis.story import story_of
from ..trace.model import Coro, Outcome, Task, Timer, Trace
from .axis import Moment
from .rows import ENDS, Bar, Row, Sign
from .words import MS, duration

_ENDS = (Outcome.RETURNED, Outcome.RAISED, Outcome.CANCELLED)


def deadline_rows(task: Task, trace: Trace, end: Moment) -> Iterator[Row]:
    """A row for each `wait_for`, `timeout` and the like of `task` that has a deadline."""
    exits = _exits(task)
    for timer in task.timers:
        if not timer.scope:
            continue
        armed, (over, outcome) = Moment(timer.set_at, timer.first), _left(timer, task, exits, trace, end)
        is_open = outcome is Outcome.NEVER_ENDED
        ends = (Sign(ENDS[outcome], over),) if outcome is not None else ()
        if timer.fired_at is None:
            bar = Bar("armed", armed, over, open=is_open)
            yield Row(timer.scope, timer.first, over.n, (bar,), ends=ends)
            continue
        fired = Moment(timer.fired_at, timer.last or timer.first)
        bars = (Bar("armed", armed, fired), Bar("armed", fired, over, _overdue(timer, over.t), is_open))
        yield Row(timer.scope, timer.first, over.n, bars, (Sign("fired", fired),), ends)


def _overdue(timer: Timer, left: int) -> str:
    """How long the scope went on, up to `left` (ns), after its deadline had fired; "" for hardly any time.

    Where it had fired late, that is not all of the time for which it was overdue.
    """
    fired = timer.fired_at if timer.fired_at is not None else left
    more = left - fired
    if more < MS:
        return ""
    in_time = (fired - timer.due) * 20 <= more
    return f"{duration(left - timer.due)} overdue" if in_time else f"{duration(more)} more"


def _left(
    timer: Timer, task: Task, exits: dict[int, Coro], trace: Trace, end: Moment
) -> tuple[Moment, Outcome | None]:
    """When and how the scope of a deadline was left; the latter is None where the trace does not say it."""
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
    return Moment(timer.scope_end, last), _how(timer, task, trace, last)


def _how(timer: Timer, task: Task, trace: Trace, last: int) -> Outcome | None:
    """How a scope was left, at record `last`, in a trace without coroutines; None where nothing says it."""
    kind = timer.scope.partition("(")[0]
    if kind == "wait":  # whatever came of what it waited for, it returns, unless it is cancelled itself
        arrived = any(timer.first < (asked.delivered or 0) <= last for asked in task.cancels)
        return Outcome.CANCELLED if arrived else Outcome.RETURNED
    record = trace.index.get(last)
    if record is not None and record.kind == "timer.cancel" and record.data.get("outcome") in _ENDS:
        return Outcome(record.data["outcome"])
    if timer.fired_at is None or kind == "as_completed":
        return None
    from ..analysis.rules.deadlines import Left, left  # not for scenarios, which would have to wait

    outcomes = {Left.QUIETLY: Outcome.RETURNED, Left.UNKNOWN: None}
    return outcomes.get(left(story_of(trace), timer), Outcome.RAISED)


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
