"""When the thread of a loop was ready to run and had no CPU: no line of the program is to blame for that."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from ..trace.model import Record


class Starved:
    """Answers how long a loop waited for a CPU; nothing is known but where `loop.starved` was recorded."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._waits: dict[int, list[tuple[int, int, int]]] = {}
        for record in records:
            if record.kind == "loop.starved":
                data = record.data
                wait = (data["since"], record.t, min(data["waited"], record.t - data["since"]))
                self._waits.setdefault(data["loop"], []).append(wait)

    def within(self, loop: int, start: int, end: int) -> int:
        """For how long (ns) it may have been so from `start` to `end`; nothing tells when exactly it was."""
        waits = self._waits.get(loop, [])
        first = bisect_right(waits, start, key=lambda wait: wait[1])
        last = bisect_left(waits, end, key=lambda wait: wait[0])
        return sum(
            min(waited, min(until, end) - max(since, start)) for since, until, waited in waits[first:last]
        )
