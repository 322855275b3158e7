"""What a place on the axis of the lanes stands for; the twin of `viewer/scale.js`.

On the "time" scale a unit is a nanosecond, and long idle stretches are cut short; on the "steps" scale it
is an event, so that each is equally wide.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from ...trace.model import Trace

CUT_SHARE = 9
"""All the rest is so many times as wide as a cut."""


class Kind(StrEnum):
    """What is equally wide."""

    TIME = "time"
    STEPS = "steps"


LEAST = {Kind.TIME: 1000.0, Kind.STEPS: 4.0}
"""Units that can be seen at once, at least."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The units of one trace; `cuts` are the idle times (ns) that are cut short."""

    trace: Trace
    kind: Kind
    cuts: tuple[tuple[int, int], ...] = ()

    @property
    def short(self) -> float:
        """How wide a cut is, in units."""
        idle = sum(end - start for start, end in self.cuts)
        return max((max(self.trace.end, 1) - idle) / CUT_SHARE, 1.0)

    @property
    def end(self) -> float:
        """The last unit; the first one is 0."""
        if self.kind is Kind.TIME:
            return self.of_time(max(self.trace.end, 1))
        return float(max(len(self.trace.records), 1))

    def unit(self, t: int, n: int) -> float:
        """The unit of a moment: of its time, or the position just after record `n`."""
        return self.of_time(t) if self.kind is Kind.TIME else position_of(self.trace, n)

    def of_time(self, t: float) -> float:
        """The unit of a time (ns)."""
        unit = float(t)
        for start, end in self.cuts:
            if t <= start:
                break
            idle = min(t, end) - start
            unit += idle / (end - start) * self.short - idle
        return unit

    def time_at(self, unit: float) -> float:
        """The time (ns) at a unit of the time scale."""
        t = unit
        for start, end in self.cuts:
            if t <= start:
                break
            within = (t - start) / self.short
            t = start + within * (end - start) if within < 1 else t + (end - start) - self.short
        return t

    def position_at(self, unit: float) -> int:
        """The last position that is not right of a unit."""
        if self.kind is Kind.STEPS:
            return max(0, min(int(unit), len(self.trace.records)))
        return bisect_right(self.trace.records, self.time_at(unit), key=lambda record: record.t)


def position_of(trace: Trace, n: int) -> int:
    """The position just after record `n`, or after the last one before it."""
    if 0 < n <= len(trace.records) and trace.records[n - 1].n == n:
        return n
    return bisect_right(trace.records, n, key=lambda record: record.n)
