"""How long a loop could not run for want of a CPU, or because it was behind."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from ..trace.model import Record


class Delayed:
    """Answers for how long a loop could not run.

    What is known are (loop, since, until, how long in between), in order.  Nothing tells when exactly between
    `since` and `until` it was, so it is the most that it can have been.
    """

    def __init__(self, delays: Iterable[tuple[int, int, int, int]]) -> None:
        self._delays: dict[int, list[tuple[int, int, int]]] = {}
        for loop, since, until, lasted in delays:
            self._delays.setdefault(loop, []).append((since, until, min(lasted, until - since)))

    def within(self, loop: int, start: int, end: int) -> int:
        """For how long (ns) it may have been so from `start` to `end`."""
        delays = self._delays.get(loop, [])
        first = bisect_right(delays, start, key=lambda delay: delay[1])
        last = bisect_left(delays, end, key=lambda delay: delay[0])
        return sum(
            min(lasted, min(until, end) - max(since, start)) for since, until, lasted in delays[first:last]
        )


def without_cpu(records: Iterable[Record]) -> Delayed:
    """When a loop waited for a CPU; nothing is known but where `loop.starved` was recorded."""
    every = (record for record in records if record.kind == "loop.starved")
    return Delayed((each.data["loop"], each.data["since"], each.t, each.data["waited"]) for each in every)
