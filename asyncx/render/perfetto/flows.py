"""Arrows: which step, callback or job woke a task, queued a callback, or cancelled a task.

An arrow has the number of the record to which it leads: that of the step of a woken task, of the run of
a callback, or of the request of a cancellation.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...trace.acting import BETWEEN
from ...trace.model import Record, Trace

_BEGINS = {"task.step": "task", "handle.run": "handle", "timer.fire": "handle", "job.run": "job"}
_ENDS = {
    "task.wait": "task",
    "task.end": "task",
    "handle.end": "handle",
    "timer.end": "handle",
    "job.end": "job",
}
_QUEUES = {"task.ready": "task", "handle.new": "handle"}


@dataclass(frozen=True, slots=True)
class Flows:
    """Arrows by where they begin (the record with which a slice began), and the numbers of all of them."""

    out: Mapping[int, Sequence[int]]
    into: frozenset[int]


def flows(trace: Trace, shown: Iterable[int]) -> Flows:
    """The arrows between slices that are there: those of the tasks `shown`, of callbacks and of jobs."""
    acting = _Acting(frozenset(shown))
    out: dict[int, list[int]] = {}
    into: set[int] = set()
    woken: dict[tuple[str, int], int] = {}

    def arrow(source: int, target: int) -> None:
        if source and source != target:
            out.setdefault(source, []).append(target)
            into.add(target)

    for record in trace.records:
        if record.kind in _QUEUES:
            field = _QUEUES[record.kind]
            cause = trace.index.get(record.because or 0)
            woken[field, record.data[field]] = acting.of(cause) or acting.at(record)
        elif record.kind in ("task.step", "handle.run"):
            field = _BEGINS[record.kind]
            waker = woken.pop((field, record.data[field]), 0)
            if acting.is_slice(record):
                arrow(waker, record.n)
        elif record.kind == "task.cancel" and record.data["task"] in acting.shown:
            arrow(acting.at(record), record.n)
        acting.follow(record)
    return Flows(out, frozenset(into))


class _Acting:
    """The slices that are open, thread by thread: `trace.acting` without a list of all records."""

    def __init__(self, shown: frozenset[int]) -> None:
        self.shown = shown
        self._over: set[int] = set()
        self._last: dict[int, int] = {}
        self._stacks: dict[int, list[tuple[str, int, int]]] = {}

    def is_slice(self, record: Record) -> bool:
        """Whether a slice began with a record: a task that has ended has no more steps."""
        if record.kind != "task.step":
            return record.kind in _BEGINS
        task = record.data["task"]
        return task in self.shown and task not in self._over

    def of(self, record: Record | None) -> int:
        """The record with which the slice began that `record` begins, or ends with its task; else 0."""
        if record is None:
            return 0
        if record.kind == "task.end":
            return self._last.get(record.data["task"], 0)
        return record.n if self.is_slice(record) else 0

    def at(self, record: Record) -> int:
        """The record with which the innermost open slice of its thread began, 0 for none."""
        stack = self._stacks.get(record.thread)
        return stack[-1][2] if stack else 0

    def follow(self, record: Record) -> None:
        """Go on by one record."""
        kind = record.kind
        stack = self._stacks.setdefault(record.thread, [])
        if kind in BETWEEN:
            stack.clear()
        elif kind in _BEGINS:
            if self.is_slice(record):
                field = _BEGINS[kind]
                stack.append((field, record.data[field], record.n))
        elif kind in _ENDS:
            field = _ENDS[kind]
            key = (field, record.data[field])
            for place in range(len(stack) - 1, -1, -1):
                if stack[place][:2] == key:
                    if kind == "task.end":
                        self._last[record.data["task"]] = stack[place][2]
                    del stack[place:]
                    break
        if kind in ("task.end", "task.freed"):
            self._over.add(record.data["task"])
