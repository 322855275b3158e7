"""What the picture shows of tasks, before any column is known.

There is one row for each task, and indented under it one for each coroutine that it awaited and each
deadline that it armed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..trace.due import due_but_held
from ..trace.model import Coro, Hold, Outcome, Span, Task, TaskState, Timer, Trace
from .axis import Moment
from .words import MS, duration

ENDS = {
    Outcome.RETURNED: "returned",
    Outcome.RAISED: "raised",
    Outcome.CANCELLED: "cancelled",
    Outcome.NEVER_ENDED: "never_ended",
}
_UNUSUAL = {Outcome.RETURNED: 0, Outcome.CANCELLED: 3, Outcome.NEVER_ENDED: 4, Outcome.RAISED: 5}
_STATES = {
    TaskState.CREATED: "ready",
    TaskState.READY: "ready",
    TaskState.RUNNING: "running",
    TaskState.WAITING: "waiting",
    TaskState.CANCELLING: "cancelling",
}


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

    def moments(self) -> Iterator[Moment]:
        """The turning points of this row alone."""
        for bar in self.bars:
            yield from (bar.start, bar.end)
        for sign in (*self.signs, *self.ends):
            yield sign.at


def task_rows(trace: Trace, *, internals: bool = False) -> list[tuple[Task, Row]]:
    """Each task with its row in order of creation, the rows of its coroutines and deadlines below it.

    Coroutines and tasks of asyncio itself are left out unless `internals`.
    """
    end = Moment(trace.end, trace.records[-1].n if trace.records else 0)
    tasks = sorted(trace.tasks, key=lambda task: task.first)
    shown = [task for task in tasks if internals or not task.internal]
    return [(task, _task_row(task, trace, end, internals)) for task in shown]


def _task_row(task: Task, trace: Trace, end: Moment, internals: bool) -> Row:
    holds = [hold for hold in trace.holds if hold.task == task.number]
    below = _nest(list(_coro_rows(task, end, internals)) + list(_deadline_rows(task, trace, end)))
    own = next((coro for coro in task.coros if coro.depth == 0 and coro.spans), None)
    labels = own.spans if own is not None and below else ()
    bars = list(_bars(task.spans, _Telling(task, end, holds, labels, bool(below))))
    for due in due_but_held(trace, task):
        bars = list(_split(bars, Moment(due.start, _record_at(trace, due.start))))
    stop = Moment(task.end, task.last or end.n) if task.end is not None else _stop(bars, end)
    return Row(
        title=task.title,
        first=task.first,
        last=task.last or end.n,
        bars=tuple(bars),
        ends=(Sign(ENDS[task.outcome], stop),),
        unusual=_unusual(task, holds),
        below=below,
    )


def _record_at(trace: Trace, time: int) -> int:
    """The number of the last record that is not later than `time`."""
    before = bisect_right(trace.records, time, key=lambda record: record.t)
    return trace.records[max(before - 1, 0)].n


def _split(bars: Iterable[Bar], due: Moment) -> Iterator[Bar]:
    """From the moment on in which its timer was due, a waiting task could have run."""
    for bar in bars:
        if bar.glyph == "waiting" and bar.start.t <= due.t < bar.end.t:
            yield replace(bar, end=due)
            yield Bar("ready", due, bar.end, "due, cannot run", bar.open)
        else:
            yield bar


def _stop(bars: Sequence[Bar], end: Moment) -> Moment:
    """Where a row stops that never ended: at the end of the picture, or where its object was freed."""
    return max((bar.end for bar in bars), default=end)


def _unusual(task: Task, holds: Sequence[Hold]) -> int:
    return (
        _UNUSUAL[task.outcome]
        + 3 * bool(task.cancels)
        + 3 * bool(holds)
        + 4 * task.swallowed
        + (task.maker is None)
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is needed to say what a bar is about.

    `labels` are the spans of the task's own coroutine, and `nested` whether rows stand below this one.
    """

    task: Task
    end: Moment
    holds: Sequence[Hold] = ()
    labels: Sequence[Span] = ()
    nested: bool = False

    def label(self, span: Span, glyph: str) -> str:
        if glyph == "running":
            last = span.last or self.end.n
            return next((hold.what for hold in self.holds if span.first < hold.first <= last), "")
        if glyph == "ready":
            return "due, cannot run" if span.end - span.start >= MS else ""
        last = self.end.n
        inner = next((own for own in self.labels if own.first <= span.first < (own.last or last)), None)
        label = inner.label if inner else span.label
        if glyph == "cancelling" and self.nested:
            return "being cancelled"
        if glyph == "cancelling" and any((ask.delivered or last) < span.first for ask in self.task.cancels):
            return f"cleanup: {label}" if label else "cleanup"
        return label


def _bars(spans: Sequence[Span], telling: _Telling) -> Iterator[Bar]:
    for span in spans:
        is_open = span.last is None
        start = Moment(span.start, span.first)
        stop = telling.end if span.last is None else Moment(span.end, span.last)
        glyph = _STATES.get(span.state, "waiting")
        if glyph == "waiting" and span.cancelling:
            glyph = "cancelling"
        yield Bar(glyph, start, stop, telling.label(span, glyph), is_open)


def _coro_rows(task: Task, end: Moment, internals: bool) -> Iterator[Row]:
    for coro in task.coros:
        if coro.depth == 0 or (coro.internal and not internals):
            continue
        if not internals and coro.outcome is Outcome.RETURNED and not _waited(coro):
            continue  # it ran straight through: nothing to see
        bars = tuple(_bars(coro.spans, _Telling(task, end)))
        ended = coro.end is not None and coro.outcome is not Outcome.NEVER_ENDED
        stop = Moment(coro.end or 0, coro.last or end.n) if ended else _stop(bars, end)
        name = coro.name.rpartition(".")[2]
        yield Row(name, coro.first, coro.last or end.n, bars, ends=(Sign(ENDS[coro.outcome], stop),))


def _waited(coro: Coro) -> bool:
    return any(span.state in (TaskState.WAITING, TaskState.CANCELLING) for span in coro.spans)


def _deadline_rows(task: Task, trace: Trace, end: Moment) -> Iterator[Row]:
    for timer in task.timers:
        if not timer.scope:
            continue
        armed, left = Moment(timer.set_at, timer.first), _scope_end(timer, task, trace, end)
        is_open = timer.scope_end is None
        glyph = "never_ended" if is_open else ENDS[_scope_outcome(timer, task, left)]
        ends = (Sign(glyph, left),)
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


def _scope_end(timer: Timer, task: Task, trace: Trace, end: Moment) -> Moment:
    """When the scope of a deadline was left: its timer was taken off, or its coroutine ended."""
    if timer.scope_end is None:
        return end
    at_the_time = [
        record for record in trace.records if record.t == timer.scope_end and record.n > timer.first
    ]
    taken_off = [
        record.n
        for record in at_the_time
        if record.kind == "timer.cancel" and record.data.get("handle") == timer.number
    ]
    undone = [
        record.n
        for record in at_the_time
        if record.kind == "task.uncancel"
        and record.data.get("task") == task.number
        and record.n > (timer.last or timer.first)
    ]
    owner = _owner(timer, task)
    ended = [owner.last] if owner and owner.last else []
    left = (taken_off[-1:] or undone[:1] or ended or [timer.last or end.n])[0]
    return Moment(timer.scope_end, left)


def _owner(timer: Timer, task: Task) -> Coro | None:
    """The coroutine of asyncio that set a deadline, `wait_for` or `wait`; None for `timeout()`."""
    name = timer.scope.partition("(")[0]
    found = [
        coro
        for coro in task.coros
        if coro.name == name and coro.first < timer.first and (coro.last is None or timer.first < coro.last)
    ]
    return found[-1] if found else None


def _scope_outcome(timer: Timer, task: Task, left: Moment) -> Outcome:
    """How wait_for(), or the way out of timeout(), ended."""
    owner = _owner(timer, task)
    if owner is not None:
        return owner.outcome
    for coro in task.coros:
        if coro.name == "Timeout.__aexit__" and timer.first < coro.first <= left.n <= (coro.last or left.n):
            return coro.outcome
    return Outcome.RETURNED if timer.fired_at is None else Outcome.RAISED


def _nest(rows: Sequence[Row], depth: int = 1) -> tuple[Row, ...]:
    """Put each row below the smallest one that encloses it, and neighbours of one name into one row."""
    rest = sorted(rows, key=lambda row: (row.first, -row.last))
    nested: list[Row] = []
    while rest:
        outer = rest.pop(0)
        inner = [row for row in rest if row.last <= outer.last]
        rest = [row for row in rest if row.last > outer.last]
        nested.append(replace(outer, depth=depth, below=_nest(inner, depth + 1)))
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
    apart = after.bars and after.bars[0].start.t > before.ends[-1].at.t
    return before.last <= after.first and (bool(apart) or before.ends[-1].glyph == "returned")


def flat(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows and everything below them, from top to bottom."""
    for row in rows:
        yield row
        yield from flat(row.below)
