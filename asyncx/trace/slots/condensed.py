"""What is left of the slots of a file, and what each of them stands for."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import Final

from ...kernel.slots import CALL, CHUNK_BEGINS, FIRE, IDLE, JSON, SITE, SLOTS, STEP, TEXT, WAIT
from .file import Row, SlotFile

WEIGHTS: Final = {STEP: 3, CALL: 3, FIRE: 2, IDLE: 2, CHUNK_BEGINS: 0, TEXT: 0, SITE: 0, WAIT: 0, 0: 0}
"""How many records a slot of each kind is, when not one."""

NESTED: Final = 1
"""The flag of a step that is inside another one: the first of an eager task."""

_LOOP_STOP: Final = b'{"kind":"loop.stop"'


Step = tuple[int, Row, int]
"""A step or callback: its position, its slot, and how long it took (ns), which the slot may not say."""


@dataclass(slots=True)
class Group:
    """Steps, or callbacks, that became one: `count` of them, from `begin` until `until`, `busy` ns in all.

    `first` is the position of the one that stands for all, and `shown` is where its record ends.
    """

    first: int
    begin: int
    until: int
    shown: int
    busy: int
    count: int = 1
    last: Step | None = None
    """The one that was merged last, when it lies behind what is shown."""


@dataclass(slots=True)
class Condensed:
    """The slots that are left, by thread and position, and what they stand for.

    The `b` of a step or callback is how long it took, 0 when it never ended.  `records` is how many records
    there will be at most, `merged` how many others went into these.
    """

    threads: dict[int, dict[int, Row]] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    """By the position of the first."""
    crowds: dict[int, Group] = field(default_factory=dict)
    """The steps of tasks of one step each, by the position of the task that stands for all of them."""
    into: array[int] = field(default_factory=lambda: array("L"))
    """The position that each slot was merged into, 0 for those that were not."""
    waits: dict[int, tuple[int, Row]] = field(default_factory=dict)
    """The slot that describes a wait, with its position, by the position of the step before that wait."""
    records: int = 0
    merged: int = 0

    def stands_for(self, position: int) -> int:
        """The position of the slot that the one at `position` was merged into in the end, often its own."""
        while 0 < position < len(self.into) and self.into[position]:
            position = self.into[position]
        return position

    def slots(self, thread: int) -> list[tuple[int, Row]]:
        """The slots of a thread with their positions, in the order of time."""
        return sorted(self.threads[thread].items(), key=_moment)

    def count(self) -> None:
        """Bring `records` up to date."""
        self.records = sum(weight(row) for kept in self.threads.values() for row in kept.values())


def everything(file: SlotFile) -> Condensed:
    """All slots, nothing merged."""
    made = Condensed()
    running: dict[int, int] = {}
    for place, page in enumerate(file.pages):
        kept = made.threads.setdefault(page.thread, {})
        for position, row in enumerate(file.rows(page), place * SLOTS):
            kind = row[0]
            if kind == WAIT:
                made.waits[file.step(row[5])] = (position, row)
                continue
            if not WEIGHTS.get(kind, 1):
                continue
            step = kind in (STEP, CALL, FIRE)
            inner = step and row[7] > 0
            kept[position] = nested(row) if inner else row
            if not inner and (step or kind == IDLE or stops(file, position, row)):
                last = running.pop(page.stream, 0)
                if last:
                    kept[last] = lasting(kept[last], row[4] - kept[last][4])
                if step:
                    running[page.stream] = position
    made.count()
    return made


def weight(row: Row) -> int:
    """How many records a slot will be; a callback that was called before is not scheduled again."""
    return 2 if row[0] == CALL and not row[8] else WEIGHTS.get(row[0], 1)


def times(row: Row) -> int:
    """How many steps, or callbacks, a slot is."""
    return row[6] or 1 if row[0] == CALL else 1


def _moment(slot: tuple[int, Row]) -> tuple[int, int]:
    position, row = slot
    return row[4], position


def stops(file: SlotFile, position: int, row: Row) -> bool:
    """Whether a slot says that the loop stops that ran in its thread."""
    return row[0] == JSON and file.payload(position, len(_LOOP_STOP)) == _LOOP_STOP


def woke(row: Row) -> int:
    """When a loop that was idle went on, as the clock said it; 0 when it never did."""
    moment = row[7] | row[8] << 32
    return moment if moment < 1 << 63 else 0


def lasting(row: Row, length: int) -> Row:
    """A step or callback that took `length` ns; one that began with the next one took no time."""
    return (*row[:7], max(length, 1), row[8])


def nested(row: Row) -> Row:
    """A step that said itself how long it took."""
    return (row[0], NESTED, *row[2:])
