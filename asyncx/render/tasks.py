"""Rows for tasks: one for each, and indented under it those of its coroutines and deadlines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..analysis.calls import Held, held_by_task
from ..analysis.cleanups import Lives, blocks_left, is_cleanup, left_by_cancel
from ..trace.due import Busy, due_but_held
from ..trace.model import Coro, Outcome, Span, Task, TaskState, Trace
from .axis import Moment
from .deadlines import deadline_rows
from .rows import ENDS, Bar, Row, Sign, nest
from .words import MS

_UNUSUAL = {Outcome.RETURNED: 0, Outcome.CANCELLED: 3, Outcome.NEVER_ENDED: 4, Outcome.RAISED: 5}
_STATES = {
    TaskState.CREATED: "ready",
    TaskState.READY: "ready",
    TaskState.RUNNING: "running",
    TaskState.WAITING: "waiting",
    TaskState.CANCELLING: "cancelling",
}


def task_rows(
    trace: Trace, *, internals: bool = False, only: Container[int] | None = None
) -> list[tuple[Task, Row]]:
    """Each task with its row in order of creation, the rows of its coroutines and deadlines below it.

    Coroutines and tasks of asyncio itself are left out unless `internals`; `only` has the numbers of the
    tasks that are wanted, None for all.
    """
    end = Moment(trace.end, trace.records[-1].n if trace.records else 0)
    tasks = sorted(trace.tasks, key=lambda task: task.first)
    shown = [task for task in tasks if internals or not task.internal]
    if only is not None:
        shown = [task for task in shown if task.number in only]
    busy, held, over = Busy(trace), held_by_task(trace), blocks_left(trace)
    return [
        (
            task,
            _task_row(
                task, trace, busy, end, held.get(task.number, ()), over.get(task.number, ()), internals
            ),
        )
        for task in shown
    ]


def _task_row(
    task: Task,
    trace: Trace,
    busy: Busy,
    end: Moment,
    held: Sequence[Held],
    over: Sequence[int],
    internals: bool,
) -> Row:
    below = nest([*_coro_rows(task, end, internals), *deadline_rows(task, trace, end)])
    own = next((coro for coro in task.coros if coro.depth == 0 and coro.spans), None)
    labels = own.spans if own is not None and below else ()
    bars = list(_bars(task.spans, _Telling(task, end, left_by_cancel(task, over), held, labels, bool(below))))
    for due in due_but_held(trace, task, busy):
        bars = list(_split(bars, Moment(due.start, _record_at(trace, due.start))))
    stop = Moment(task.end, task.last or end.n) if task.end is not None else _stop(bars, end)
    return Row(
        title=task.title if task.count == 1 else f"{task.title} ×{task.count}",
        first=task.first,
        last=task.last or end.n,
        bars=tuple(bars),
        ends=(Sign(ENDS[task.outcome], stop),),
        unusual=_unusual(task, held),
        below=below,
        count=task.count,
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


def _unusual(task: Task, held: Sequence[Held]) -> int:
    return (
        _UNUSUAL[task.outcome]
        + 3 * bool(task.cancels)
        + 3 * bool(held)
        + 4 * task.swallowed
        + (task.maker is None)
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is needed to say what a bar is about.

    `out` is what a CancelledError has left in the end (see `analysis.cleanups`).  `labels` are the spans of
    the task's own coroutine, and `nested` whether rows stand below this one.
    """

    task: Task
    end: Moment
    out: Lives
    held: Sequence[Held] = ()
    labels: Sequence[Span] = ()
    nested: bool = False

    def label(self, span: Span, glyph: str) -> str:
        if glyph == "running":
            last = span.last or self.end.n
            return next((what for n, what in self.held if span.first < n <= last), "")
        if glyph == "ready":
            return "due, cannot run" if span.end - span.start >= MS else ""
        last = self.end.n
        inner = next((own for own in self.labels if own.first <= span.first < (own.last or last)), None)
        label = inner.label if inner else span.label
        if glyph != "cancelling":
            return label
        arrived = any((ask.delivered or last) < span.first for ask in self.task.cancels)
        if arrived and not is_cleanup(self.task, span, self.out):
            return f"after its cancel: {label}" if label else "after its cancel"
        if self.nested:
            return "being cancelled"
        if arrived:
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
        bars = tuple(_bars(coro.spans, _Telling(task, end, left_by_cancel(coro))))
        ended = coro.end is not None and coro.outcome is not Outcome.NEVER_ENDED
        stop = Moment(coro.end or 0, coro.last or end.n) if ended else _stop(bars, end)
        name = coro.name.rpartition(".")[2]
        yield Row(name, coro.first, coro.last or end.n, bars, ends=(Sign(ENDS[coro.outcome], stop),))


def _waited(coro: Coro) -> bool:
    return any(span.state in (TaskState.WAITING, TaskState.CANCELLING) for span in coro.spans)
