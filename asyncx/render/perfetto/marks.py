"""What is told by single records: callbacks, jobs and blocking calls as slices, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...trace.acting import BETWEEN
from ...trace.labels import bare
from ...trace.model import Record, Trace
from ...trace.names import short_error
from ...trace.records import error_of
from ..describe import Namer
from ..words import plain
from .flows import Flows
from .timeline import Args, Event, What
from .tracks import NAME, PROGRAM, Tracks

_SLICES = {
    "handle.run": "handle.end",
    "timer.fire": "timer.end",
    "job.run": "job.end",
    "thread.wait": "thread.wake",
}
_OVER = frozenset(_SLICES.values())


class Marks:
    """The events of a trace that are no state of a task, in the order of its records."""

    def __init__(self, trace: Trace, made: Tracks, arrows: Flows) -> None:
        self._trace = trace
        self._made = made
        self._arrows = arrows
        self._names = Namer(trace)
        self._due = {timer.number: timer.due for timer in trace.timers}
        self._callbacks: dict[int, str] = {}
        self._jobs: dict[int, str] = {}
        self._open: dict[int, list[tuple[str, int, int]]] = {}
        """Of each thread: (the kind that ends the slice, the number of what it is about, its track)."""

    def events(self) -> Iterator[tuple[int, Event]]:
        """(record, event), in order."""
        for record in self._trace.records:
            for event in self._of(record):
                yield record.n, event
        last = self._trace.records[-1].n if self._trace.records else 0
        for stack in self._open.values():
            for _, _, track in reversed(stack):
                yield last, Event(What.END, track, self._trace.end)

    def _of(self, record: Record) -> Iterator[Event]:
        kind, data = record.kind, record.data
        if kind in _OVER:
            yield from self._end(record)
        elif kind in BETWEEN:
            stack = self._open.get(record.thread, [])
            while stack and stack[-1][0] in ("handle.end", "timer.end"):
                yield Event(What.END, stack.pop()[2], record.t)
        elif kind in _SLICES:
            yield from self._begin(record)
        elif kind in ("handle.new", "timer.new"):
            self._callbacks[data["handle"]] = bare(str(data.get("callback", "")))
        elif kind == "job.new":
            self._jobs[data["job"]] = bare(str(data.get("function", "")))
        else:
            yield from self._instant(record)

    def _begin(self, record: Record) -> Iterator[Event]:
        kind, data = record.kind, record.data
        track = self._made.threads.get(record.thread, PROGRAM)
        match kind:
            case "handle.run" | "timer.fire":
                number, loop = data["handle"], data.get("loop", 0)
                track = self._made.loops.get(loop, track)
                name = self._callbacks.get(number) or bare(str(data.get("callback", ""))) or "callback"
                if kind == "timer.fire" and number in self._due and loop in self._made.lag:
                    late = max(record.t - self._due[number], 0)
                    yield Event(What.VALUE, self._made.lag[loop], record.t, value=late)
            case "job.run":
                number, name = data["job"], self._jobs.get(data["job"]) or "job"
            case _:
                number, name = 0, str(data.get("what", "")) or "blocked"
        self._open.setdefault(record.thread, []).append((_SLICES[kind], number, track))
        out = self._arrows.out.get(record.n, ())
        into = (record.n,) if record.n in self._arrows.into else ()
        category = {"timer.fire": "timer", "job.run": "job", "thread.wait": "blocked"}.get(kind, "callback")
        yield Event(
            What.BEGIN, track, record.t, plain(name, limit=NAME), category, self._args(record), out, into
        )

    def _end(self, record: Record) -> Iterator[Event]:
        """The end of a slice, and of what was left open inside it; of none that has not begun."""
        stack = self._open.get(record.thread, [])
        field = {"job.end": "job", "thread.wake": ""}.get(record.kind, "handle")
        key = (record.kind, record.data[field] if field else 0)
        if not any(each[:2] == key for each in stack):
            return
        over = False
        while not over:
            top = stack.pop()
            over = top[:2] == key
            yield Event(What.END, top[2], record.t)

    def _instant(self, record: Record) -> Iterator[Event]:
        """A cancellation that was asked for, or something that went wrong."""
        known = self._told(record)
        if known is None:
            return
        name, category, track = known
        into = (record.n,) if record.kind == "task.cancel" and record.n in self._arrows.into else ()
        yield Event(
            What.INSTANT, track, record.t, plain(name, limit=NAME), category, self._args(record), into=into
        )

    def _told(self, record: Record) -> tuple[str, str, int] | None:
        """Name, category and track of an instant; None for a record that is none."""
        data = record.data
        thread = self._made.threads.get(record.thread, PROGRAM)
        task = self._made.tasks.get(data.get("task", 0))
        match record.kind:
            case "task.cancel" if task is not None:
                return "cancel()" if data["accepted"] else "cancel(), refused", "cancel", task
            case "task.end" if task is not None and data["outcome"] == "cancelled":
                return "cancelled", "cancel", task
            case "task.end" if task is not None and data["outcome"] == "raised":
                return f"raised {_error(data)}", "error", task
            case "task.freed" if task is not None and data.get("pending"):
                return "freed while pending", "error", task
            case "handler":
                return str(data["message"]), "error", task or thread
            case "warning":
                return f"{data['category']}: {data['message']}", "error", thread
            case "deadlock":
                return "deadlock", "error", PROGRAM
            case "run.end" if "error" in data:
                return f"raised {_error(data)}", "error", PROGRAM
            case "loop.held":
                return "holds the loop", "blocked", thread
            case "loop.stuck":
                return "nothing but a signal can wake the loop", "error", thread
        return None

    def _args(self, record: Record) -> Args:
        """The number of the record, what it says, and where."""
        said = self._names.detail(record).strip()
        place = self._names.place(record)
        where = f"{place.file}:{place.line} in {place.function}" if place else ""
        found = (("record", record.n), ("says", said), ("where", where))
        return tuple((name, plain(v, limit=NAME) if isinstance(v, str) else v) for name, v in found if v)


def _error(data: Mapping[str, Any]) -> str:
    """`ValueError: too large`."""
    error = error_of(data.get("error"))
    if error is None:
        return "an error"
    return short_error(error) + (f": {error.message}" if error.message else "")
