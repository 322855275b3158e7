"""The world at a record: what runs, what is ready, which timers are set, who waits, who is done.

A `Replay` keeps a world at every few records, so that going back is as cheap as going on; a `Cursor` is a
position in it, and each of its moves is total: past an end it stays at that end.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from .model import Record, Trace
from .moving import Ends, Moving
from .world import Alarm, Item, Running, World, after

__all__ = ["Alarm", "Cursor", "Item", "Replay", "Running", "World", "after"]

_EVERY, _KEPT = 64, 128
"""Records between two worlds that are kept, at least; and how many are kept, at most."""


class Replay:
    """The worlds of one trace, by position: 0 is before the first record, len(records) after the last."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self._every = max(_EVERY, -(-len(trace.records) // _KEPT))
        self._ends = Ends()
        self._kept = [(World(), 0)]
        self._here, self._position = Moving(self._ends, World(), 0), 0

    def __len__(self) -> int:
        return len(self.trace.records)

    def at(self, position: int) -> World:
        """The world at a position; outside of the trace, the one at its nearer end."""
        position = max(0, min(position, len(self)))
        block = min(position // self._every, len(self._kept) - 1)
        if not block * self._every <= self._position <= position:
            self._here, self._position = Moving(self._ends, *self._kept[block]), block * self._every
        for index in range(self._position, position):
            self._here.on(self.trace.records[index])
            if (index + 1) == len(self._kept) * self._every:
                self._kept.append((self._here.world(done=False), self._here.done))
        self._position = position
        return self._here.world()

    def effects(self, n: int) -> tuple[int, ...]:
        """The numbers of the records that record `n` made happen."""
        causes, numbers = self._effects
        return tuple(numbers[bisect_left(causes, n) : bisect_right(causes, n)]) if n else ()

    @cached_property
    def _effects(self) -> tuple[array[int], array[int]]:
        """The causes of all records, the smallest first, and beside each the number of the effect."""
        ordered = sorted(self.trace.records, key=lambda record: record.because or 0)
        causes = array("q", [record.because or 0 for record in ordered])
        return causes, array("q", [record.n for record in ordered])


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position between two records: all before it are in effect, the ones after it not yet."""

    replay: Replay
    position: int = 0

    @property
    def world(self) -> World:
        """The world here."""
        return self.replay.at(self.position)

    @property
    def record(self) -> Record | None:
        """The last record in effect, None before the first."""
        return self.replay.trace.records[self.position - 1] if self.position else None

    def move(self, by: int) -> Cursor:
        """`by` records on, or back when negative."""
        return replace(self, position=max(0, min(self.position + by, len(self.replay))))

    def to(self, n: int) -> Cursor:
        """To just after record `n`, or after the last one before it."""
        position = bisect_right(self.replay.trace.records, n, key=lambda record: record.n)
        return replace(self, position=position)

    def seek(self, wanted: Callable[[Record], bool], forwards: bool = True) -> Cursor:
        """To just after the next (or the previous) record that is wanted; here, when there is none."""
        records = self.replay.trace.records
        ahead = range(self.position, len(records)) if forwards else range(self.position - 2, -1, -1)
        for index in ahead:
            if wanted(records[index]):
                return replace(self, position=index + 1)
        return self

    def same_task(self, forwards: bool = True) -> Cursor:
        """To the next record of the task that the record here speaks of."""
        here = self.record
        task = here.data.get("task") if here else None
        return self.seek(lambda record: record.data.get("task") == task, forwards) if task else self

    def same_loop_turn(self, forwards: bool = True) -> Cursor:
        """To the next turn of any loop."""
        return self.seek(lambda record: record.kind == "loop.turn", forwards)

    def cause(self) -> Cursor:
        """To the record that made this one happen; here, when there is none."""
        here = self.record
        return self.to(here.because) if here and here.because else self

    def effects(self) -> tuple[int, ...]:
        """The numbers of the records that this one made happen."""
        here = self.record
        return self.replay.effects(here.n) if here else ()
