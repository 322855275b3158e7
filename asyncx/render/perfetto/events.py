"""Trace -> events of a timeline, in the order of its records, made one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import merge
from operator import itemgetter
from typing import Any

from ...trace.fields import LARGEST
from ...trace.labels import is_internal
from ...trace.model import Record, Span, Task, TaskState, Trace
from ..words import plain
from . import awaits
from .flows import Flows, flows
from .marks import Marks
from .timeline import Args, Event, What
from .tracks import NAME, Tracks

_CATEGORIES: Mapping[TaskState, str] = {
    TaskState.CREATED: "ready",
    TaskState.READY: "ready",
    TaskState.RUNNING: "step",
    TaskState.WAITING: "wait",
    TaskState.CANCELLING: "cancel",
}
_NAMES: Mapping[TaskState, str] = {
    TaskState.CREATED: "created",
    TaskState.READY: "ready",
    TaskState.RUNNING: "runs",
    TaskState.WAITING: "waits",
    TaskState.CANCELLING: "being cancelled",
}


def events(trace: Trace, made: Tracks) -> Iterator[Event]:
    """What happens on the tracks `made` of a trace."""
    arrows = flows(trace, made.tasks)
    marks = Marks(trace, made, arrows)
    shown = [task for task in trace.tasks if task.number in made.tasks]
    streams: list[Iterator[tuple[int, Event]]] = [
        _States(task, trace, made, arrows).events() for task in shown
    ]
    streams += [awaits.events_of(track, lane) for track, lane in made.awaits]
    streams.append(marks.events())
    ready = dict.fromkeys(made.ready.values(), 0)
    for _, event in merge(*streams, key=itemgetter(0)):
        if event.what is What.VALUE and event.track in ready:
            ready[event.track] += event.value
            yield event._replace(value=ready[event.track])
        else:
            yield event


class _States:
    """What one task is doing, state by state; and what that does to the counters of its loop."""

    def __init__(self, task: Task, trace: Trace, made: Tracks, arrows: Flows) -> None:
        self._task = task
        self._trace = trace
        self._track = made.tasks[task.number]
        self._ready = made.ready[task.loop]
        self._lag = made.lag[task.loop]
        self._arrows = arrows

    def events(self) -> Iterator[tuple[int, Event]]:
        """(record, event), in order.  An event of the ready tasks has the change as its value."""
        queued: int | None = None
        for span in self._task.spans:
            n, t = span.first, span.start
            if span.state is TaskState.READY:
                queued = t if queued is None else queued
                yield n, Event(What.VALUE, self._ready, t, value=1)
            elif span.state is TaskState.RUNNING and queued is not None:
                yield n, Event(What.VALUE, self._lag, t, value=t - queued)
                queued = None
            yield n, self._begin(span)
            last = LARGEST if span.last is None else span.last
            yield last, Event(What.END, self._track, span.end)
            if span.state is TaskState.READY:
                yield last, Event(What.VALUE, self._ready, span.end, value=-1)

    def _begin(self, span: Span) -> Event:
        state, n = span.state, span.first
        name = _NAMES[state]
        args: Args = (("record", n),)
        if state in (TaskState.WAITING, TaskState.CANCELLING):
            where = _where(self._trace.index[n])
            args += (("where", where),) if where else ()
            label = plain(span.label, limit=NAME)
            if state is TaskState.WAITING and not span.cancelling:
                name = label or name
            elif label:
                name = f"{_NAMES[TaskState.CANCELLING]}: {label}"
        if span.last is None:
            args += (("ended", "never"),)
        out = self._arrows.out.get(n, ())
        into = (n,) if state is TaskState.RUNNING and n in self._arrows.into else ()
        return Event(
            What.BEGIN, self._track, span.start, name, _CATEGORIES[state], args,
            out if state is TaskState.RUNNING else (), into,
        )  # fmt: skip


def _where(wait: Record) -> str:
    """`shop.py:12 in fetch`: the innermost line outside asyncio at which a task waits."""
    stack: Any = wait.data.get("stack", ())
    frame = next((frame for frame in reversed(stack) if not is_internal(frame[0])), None)
    return plain(f"{frame[0]}:{frame[1]} in {frame[2]}", limit=NAME) if frame else ""
