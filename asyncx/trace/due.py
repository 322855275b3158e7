"""Timers that were due while their loop was held: the tasks behind them could have run, and could not."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Task, TaskState, Timer, Trace


@dataclass(frozen=True, slots=True)
class Due:
    """From `start` to `end` (ns) `timer` was due and its loop did something else.

    `holder` is the task that ran longest in that time, None when it was a callback.
    """

    timer: Timer
    start: int
    end: int
    holder: int | None


def due_but_held(trace: Trace, task: Task) -> tuple[Due, ...]:
    """The stretches in which a timer set by `task` was due and could not fire, in order.

    A timer that fires late although its loop was idle (on the real clock all do, a little) is none.
    """
    found = []
    for timer in task.timers:
        start = max(timer.due, timer.set_at)
        over = [time for time in (timer.fired_at, timer.cancelled_at) if time is not None]
        end = min(over, default=trace.end)
        busy = [
            (min(end, stop) - max(start, begin), max(start, begin), min(end, stop), holder)
            for begin, stop, holder in _busy(trace, timer.loop)
        ]
        busy = [each for each in busy if each[0] > 0]
        if busy:
            first = min(each[1] for each in busy)
            last = max(each[2] for each in busy)
            found.append(Due(timer, first, last, max(busy, key=lambda each: each[0])[3]))
    return tuple(sorted(found, key=lambda due: due.start))


def _busy(trace: Trace, loop: int) -> list[tuple[int, int, int | None]]:
    """(start, end, task) of every step and every blocking callback of a loop."""
    steps: list[tuple[int, int, int | None]] = [
        (span.start, span.end, task.number)
        for task in trace.tasks
        if task.loop == loop
        for span in task.spans
        if span.state is TaskState.RUNNING
    ]
    holds = [(hold.start, hold.end, None) for hold in trace.holds if hold.loop == loop and hold.task is None]
    return steps + holds
