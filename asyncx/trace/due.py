"""Timers that were due while their loop was held: the tasks behind them could have run, and could not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
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


_BLOCK = 64
"""So many stretches are looked at at once where many lie side by side."""


def _length(stretch: Stretch) -> int:
    return stretch[1] - stretch[0]


class Busy:
    """When each loop of a trace was busy; made once, to be asked about many timers."""

    def __init__(self, trace: Trace) -> None:
        found: dict[int, list[Stretch]] = {}
        for task in trace.tasks:
            for span in task.spans:
                if span.state is TaskState.RUNNING and span.end > span.start:
                    found.setdefault(task.loop, []).append((span.start, span.end, task.number))
        for hold in trace.holds:
            if hold.loop is not None and hold.task is None and hold.end > hold.start:
                found.setdefault(hold.loop, []).append((hold.start, hold.end, None))
        self._stretches = {loop: sorted(each, key=itemgetter(0)) for loop, each in found.items()}
        # Stretches may lie inside each other, so they are found by the latest end up to each of them.
        self._ends = {
            loop: list(accumulate((stop for _, stop, _ in each), max))
            for loop, each in self._stretches.items()
        }
        self._longest = {
            loop: [max(each[at : at + _BLOCK], key=_length) for at in range(0, len(each), _BLOCK)]
            for loop, each in self._stretches.items()
        }

    def held(self, loop: int, start: int, end: int) -> Stretch | None:
        """From when to when, between two times, the loop was busy, and what ran longest; None for never.

        In a time that depends little on how much ran: thousands of timers may be due together.
        """
        stretches, ends = self._stretches.get(loop, []), self._ends.get(loop, [])
        first, last = bisect_right(ends, start), bisect_left(stretches, end, key=itemgetter(0))
        if start >= end or first >= last:
            return None
        longest = max(self._candidates(loop, first, last, start, end), key=_length)
        return max(start, stretches[first][0]), min(end, ends[last - 1]), longest[2]

    def _candidates(self, loop: int, first: int, last: int, start: int, end: int) -> Iterator[Stretch]:
        """The longest stretches of each block between two places, cut to what lies between two times."""
        at = first
        while at < last:
            after = min(at - at % _BLOCK + _BLOCK, last)
            longest = self._longest[loop][at // _BLOCK]
            whole = at % _BLOCK == 0 and after - at == _BLOCK
            if whole and start <= longest[0] and longest[1] <= end:
                yield longest
            else:
                for begin, stop, task in self._stretches[loop][at:after]:
                    yield max(start, begin), min(end, stop), task
            at = after


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
        held = busy.held(timer.loop, start, min(over, default=trace.end))
        if held is not None:
            found.append(Due(timer, *held))
    return tuple(sorted(found, key=lambda due: due.start))
