"""What whoever steps through a run has to know of it: the page and the stepper in the terminal alike."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..analysis.report import Report
from ..trace.acting import actors
from ..trace.model import Place, Record, Run, Span, Task, TaskState, Timer, Trace
from .axis import Moment, TimeAxis
from .describe import Namer, last_part
from .lanes import Mark, choose_axis
from .rows import Row
from .sections import place_words

Files = Callable[[str], list[str]]
"""The lines of a file of a program whose source is not in its trace, [] for one that is not known."""

_CALLS = ("call_soon", "call_soon_threadsafe", "call_later", "call_at", "Handle")
_WAITS = (TaskState.WAITING, TaskState.CANCELLING)


class RowOf:
    """Which row a record belongs to: that of its coroutine, task or callback, or of the one that acted."""

    def __init__(self, trace: Trace, rows: Sequence[Row]) -> None:
        self._row = {row.first: number for number, row in reversed(list(enumerate(rows, 1)))}
        self._tasks = {task.number: task.first for task in trace.tasks}
        self._coros = {coro.number: (coro.first, coro.task) for task in trace.tasks for coro in task.coros}
        self._handles = {
            record.data["handle"]: record.n
            for record in trace.records
            if record.kind in ("handle.new", "timer.new")
        }
        self._acting = actors(trace.records)

    def __call__(self, record: Record) -> int:
        """The row's number from 1, or 0."""
        coro, task = self._coros.get(number_in(record, "coro"), (0, number_in(record, "task")))
        actor = self._acting.get(record.n)
        for first in (
            coro,
            self._tasks.get(task or 0, 0),
            self._handles.get(number_in(record, "handle"), 0),
            self._tasks.get(actor.task, 0) if actor and actor.task else 0,
            self._handles.get(actor.handle, 0) if actor and actor.handle else 0,
        ):
            if first in self._row:
                return self._row[first]
        return 0


class Callbacks:
    """What the callbacks and timers of a trace are called, by the number of their handle."""

    def __init__(self, trace: Trace, names: Namer) -> None:
        self._names = names
        self._timers: Mapping[int, Timer] = {timer.number: timer for timer in trace.timers}
        self._made = {
            record.data["handle"]: record
            for record in trace.records
            if record.kind in ("handle.new", "timer.new")
        }

    def __iter__(self) -> Iterator[int]:
        """The handles, in the order in which they were made."""
        return iter(self._made)

    def title(self, handle: int) -> str:
        """`wait_for(0.1)` for a deadline, `sleep()` for what asyncio schedules, else the callback's name."""
        timer, made = self._timers.get(handle), self._made.get(handle)
        if timer is not None and timer.scope:
            return timer.scope
        return (_called(made) if made is not None else "") or f"callback {handle}"

    def owner(self, handle: int) -> str:
        """The task that set a timer, or ""."""
        timer = self._timers.get(handle)
        return self._names.task(timer.task) if timer is not None and timer.task is not None else ""


def _called(record: Record) -> str:
    via: Iterable[str] = record.data.get("via", ())
    outer = last_part(list(via)[-1]) if via else ""
    callback = str(record.data.get("callback", "")).rpartition("<locals>.")[2]
    return callback if outer in ("", *_CALLS) or outer == callback else f"{outer}()"


def number_in(record: Record, name: str) -> int:
    """A field of a record that is a number; 0 when there is none."""
    value = record.data.get(name)
    return value if isinstance(value, int) else 0


def own_line(place: Place | None, run: Run) -> int:
    """The line of a place in the file that was run; 0 for any other place."""
    return place.line if place is not None and place_words(place, run).startswith(":") else 0


def wait_at(task: Task, n: int) -> int:
    """The record with which a task began to wait, of the last wait up to record `n`; 0 for none."""
    span = _wait(task, n)
    return span.first if span is not None else 0


def waits_for(task: Task, n: int) -> str:
    """What a task that waits just after record `n` waits for, "" where that is not known."""
    span = _wait(task, n)
    return span.label if span is not None else ""


def _wait(task: Task, n: int) -> Span | None:
    for index in range(bisect_right(task.spans, n, key=lambda span: span.first) - 1, -1, -1):
        if task.spans[index].state in _WAITS:
            return task.spans[index]
    return None


def in_steps(report: Report, rows: Sequence[Row]) -> bool:
    """Whether time would hide most of what `rows` show, so that each event should be equally wide."""
    return scale_of(report, rows)[0] == "steps"


def scale_of(report: Report, rows: Sequence[Row]) -> tuple[str, list[tuple[int, int]]]:
    """The scale on which `rows` are seen best, "time" or "steps"; and the idle times (ns) to be cut out."""
    if not rows:
        return "steps", []
    marks = [Mark(step.index, Moment(step.t, step.n)) for step in report.why]
    axis = choose_axis(report.trace, rows, marks, 80)
    if not isinstance(axis, TimeAxis):
        return "steps", []
    return "time", [(piece.start, piece.end) for piece in axis.pieces if piece.idle]
