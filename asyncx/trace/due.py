"""Timers that were due while their loop was held: the tasks behind them could have run, and could not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from operator import itemgetter

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


Stretch = tuple[int, int, int | None]
"""From when to when (ns) a loop was busy, and the task whose step it was, None for a callback."""


class Busy:
    """When each loop of a trace was busy; made once, to be asked about many timers."""

    def __init__(self, trace: Trace) -> None:
        found: dict[int, list[Stretch]] = {}
        for task in trace.tasks:
            for span in task.spans:
                if span.state is TaskState.RUNNING:
                    found.setdefault(task.loop, []).append((span.start, span.end, task.number))
        for hold in trace.holds:
            if hold.loop is not None and hold.task is None:
                found.setdefault(hold.loop, []).append((hold.start, hold.end, None))
        self._stretches = {loop: sorted(each, key=itemgetter(0)) for loop, each in found.items()}
        # Stretches may lie inside each other, so they are found by the latest end up to each of them.
        self._ends = {
            loop: list(accumulate((stop for _, stop, _ in each), max))
            for loop, each in self._stretches.items()
        }

    def between(self, loop: int, start: int, end: int) -> list[Stretch]:
        """What of its busy stretches lies between two times, in order."""
        stretches = self._stretches.get(loop, [])
        first = bisect_right(self._ends.get(loop, []), start)
        last = bisect_left(stretches, end, key=itemgetter(0))
        return [
            (max(start, begin), min(end, stop), task)
            for begin, stop, task in stretches[first:last]
            if min(end, stop) > max(start, begin)
        ]


def due_but_held(trace: Trace, task: Task, busy: Busy | None = None) -> tuple[Due, ...]:
    """The stretches in which a timer set by `task` was due and could not fire, in order.

    A timer that fires late although its loop was idle (on the real clock all do, a little) is none.
    `busy` is that of the trace, for who asks about many tasks.
    """
    busy = busy or Busy(trace)
    found = []
    for timer in task.timers:
        start = max(timer.due, timer.set_at)
        over = [time for time in (timer.fired_at, timer.cancelled_at) if time is not None]
        held = busy.between(timer.loop, start, min(over, default=trace.end))
        if held:
            first, last = min(each[0] for each in held), max(each[1] for each in held)
            found.append(Due(timer, first, last, max(held, key=lambda each: each[1] - each[0])[2]))
    return tuple(sorted(found, key=lambda due: due.start))
