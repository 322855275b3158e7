"""What was a cleanup: awaited after a CancelledError had arrived, and before it is known to have gone on."""

from __future__ import annotations

from collections.abc import Sequence

from ..trace.model import Coro, Outcome, Record, Span, Task, Trace
from ..trace.records import is_cancelled
from .calls import is_closing

Lives = Sequence[tuple[int, int]]
"""The first and the last record of each thing that a CancelledError has left in the end."""


def blocks_left(trace: Trace) -> dict[int, list[int]]:
    """For each task the records at which a CancelledError had left a block under a deadline, or a group."""
    found: dict[int, list[int]] = {}
    for record in trace.records:
        if record.kind == "task.uncancel" and (
            is_cancelled(record.data.get("error"))
            or any(name.startswith("TaskGroup.") for name in record.data.get("via", ()))
        ):
            found.setdefault(record.data["task"], []).append(record.n)
    return found


def left_by_cancel(of: Task | Coro, blocks: Sequence[int] = ()) -> Lives:
    """What a CancelledError has left in the end: a task or coroutine, its coroutines, and its `blocks`."""
    lives: list[Task | Coro] = [of, *(of.coros if isinstance(of, Task) else ())]
    found = [
        (each.first, each.last)
        for each in lives
        if each.outcome is Outcome.CANCELLED and each.last is not None
    ]
    return found + [(of.first, last) for last in blocks]


def is_cleanup(task: Task, span: Span, out: Lives) -> bool:
    """Whether the CancelledError that had arrived before a span went on after it, and no later one."""
    over = min((last for first, last in out if first < span.first < last), default=None)
    return over is not None and not any(span.first < (ask.delivered or 0) <= over for ask in task.cancels)


def closing(trace: Trace, left: Record) -> Task | None:
    """The task in which an async generator was closed that was let go of at `left`, a generator.left."""
    for task in trace.tasks:
        made = trace.index[task.first]
        ran = trace.index.get(made.because or 0)
        asked = trace.index.get(ran.because or 0) if ran is not None else None
        if made.n > left.n and is_closing(task) and asked is not None and asked.because == left.because:
            return task
    return None
