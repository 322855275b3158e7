"""Merges the slots of one writer as they come, one by one; `condense` says which, and why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ...kernel.slots import CALL, FIRE, IDLE, RETURNED, STEP, TASK, TASK_END, TIMER, TIMER_CANCEL, WAIT
from .condensed import WEIGHTS, Condensed, Group, Step, lasting, nested, stops, times, weight
from .crowds import Crowds
from .file import Row, SlotFile
from .idles import Idles

LONGEST: Final = 10_000_000
"""Nothing that takes so long (ns) is merged, and nothing is made to look as if it did."""

_STEPS: Final = frozenset({STEP, CALL, FIRE})

_Timer = tuple[int, Row, Step]
"""Position and slot of a timer, and of the step or callback that set it."""


class Merger:
    """What is under way in one stream of pages of `thread`; `feed` goes through its slots, `done` ends it.

    `grain` (ns) is how long all of a group may be, and the time before a merged step, which is never more
    than `patience`.
    """

    def __init__(self, file: SlotFile, made: Condensed, thread: int, grain: int, patience: int) -> None:
        self.file = file
        self.made = made
        self.thread = thread
        self.kept: dict[int, Row] = {}
        self.grain = grain
        self.patience = min(grain, patience)
        self.short = min(grain, LONGEST)
        self.groups: dict[object, Group] = {}
        self.latest: Group | None = None
        self.timers: dict[int, _Timer] = {}
        """Those that are left out if they come on time, by handle."""
        self.idles = Idles(self)
        self.crowds = Crowds(self)
        self.again = 0
        """How many of the records that are kept might be merged with a coarser grain."""
        self.now = 0
        # The step or callback under way: its slot, and the timers that it has set; whether nothing else
        # happened in it.
        self.at = 0
        self.row: Row
        self.set: dict[int, tuple[int, Row]] = {}
        self.plain = False

    def feed(self, slots: Iterable[tuple[int, Row]], *, raw: bool) -> None:
        """Go through slots, in their order; `raw` as they are in the file, without the lengths of steps."""
        for position, row in slots:
            kind = row[0]
            if kind in _STEPS:
                if row[7] if raw else row[1]:
                    self.inner(position, nested(row))
                    continue
                t = row[4]
                if self.at and not (raw and self.plain and self.another(t)):
                    self.settle(t if raw else 0)
                self.at, self.row, self.plain, self.now = position, row, True, t
            elif kind == WAIT:
                self.made.waits[self.file.step(row[5])] = (position, row)
            elif WEIGHTS.get(kind, 1):
                self.other(position, row, raw)

    def another(self, end: int) -> bool:
        """Whether the step under way, over at `end`, is one more of its group: `settle` for nearly all."""
        row = self.row
        kind, _, _, subject, t, _, _, _, c = row
        group = self.groups.get(subject if kind == STEP else self.key(row))
        held = end - t
        if (
            group is None
            or kind == FIRE
            or (kind == STEP and c == RETURNED)
            or self.set
            or t - group.until >= self.patience
            or not 0 < held < self.short
            or end - group.begin >= self.grain
        ):
            return False
        group.count += times(row)
        group.busy += held
        if group is self.latest and group.shown == group.until and end - group.begin < self.short:
            group.shown = end
        else:
            group.last = (self.at, row, held)
        group.until = end
        self.latest = group
        self.made.into[self.at] = group.first
        self.made.merged += weight(row)
        return True

    def key(self, row: Row) -> object:
        """What has to be the same in steps, or callbacks, that are merged.

        A callback that had itself called is not like one that something else called.
        """
        kind, _, loop, subject, _, cause, _, _, c = row
        if kind == STEP:
            return subject
        key = (kind, loop, c or -subject)
        if kind == CALL and cause:
            again = (*key, True)
            group = self.made.groups.get(self.made.stands_for(self.file.position(cause)))
            if group is not None and (group is self.groups.get(key) or group is self.groups.get(again)):
                return again
        return key

    def inner(self, position: int, row: Row) -> None:
        """A step within the one under way: the first of an eager task, or one that only says that it waits.

        There is another one then, in which the task ends: it is none of those that ran once.
        """
        self.crowds.keep(row[3])
        self.kept[position] = row
        self.plain = False
        self.latest = None

    def other(self, position: int, row: Row, raw: bool) -> None:
        """A slot that is no step and no callback."""
        kind, t = row[0], row[4]
        if self.at and (kind == IDLE or stops(self.file, position, row) or self.over(t, raw)):
            self.settle(t if raw else 0)
        self.now = t
        if kind == IDLE:
            self.latest = None
            self.idles.take(position, row)
        elif kind == TIMER and self.at:
            self.set[row[3]] = (position, row)
        elif (kind == TIMER_CANCEL and self.cancelled(position, row)) or (
            kind == TASK_END and self.crowds.ended(position, row)
        ):
            pass
        else:
            if kind != TASK or not self.crowds.made(position, row):
                self.kept[position] = row
            self.plain = False
            self.latest = None

    def over(self, t: int, raw: bool) -> bool:
        """Whether the step under way was over before `t`; in a file it goes on to the next one."""
        return not raw and self.row[7] > 0 and t > self.ends(self.at, self.row)

    def ends(self, at: int, row: Row) -> int:
        """When a step ends that is not as in the file."""
        group = self.made.groups.get(at)
        return group.shown if group is not None else row[4] + row[7]

    def settle(self, end: int) -> None:
        """The step under way is over, at `end` if that is not 0: merge it, or keep it."""
        at, row = self.at, self.row
        self.at = 0
        kind, _, _, subject, t, _, _, held, c = row
        old = None
        if end:
            held = max(end - t, 1)
        else:
            old = self.made.groups.get(at)
        until = t + held if old is None else old.until
        if kind == STEP and subject in self.crowds.born:
            plain = self.plain and not self.set
            if self.crowds.ran((at, row, held), until, old, plain=plain):
                return
        key = self.key(row)
        group = self.groups.get(key)
        timer = self.timers.pop(subject, None) if kind == FIRE else None
        last = kind == STEP and c == RETURNED
        plain = self.plain and not last and 0 < held < LONGEST and (kind != FIRE or self.on_time(timer, t))
        if group is not None:
            gap = t - group.until
            if (
                plain
                and gap < self.patience
                and held < self.short
                and until - group.begin < self.grain
                and (timer is None or t - timer[1][4] < self.patience)
            ):
                self.merge((at, row, held), group, until, old)
                if timer is not None:
                    self.made.into[timer[0]] = group.first
                    self.made.merged += 1
                return
            if gap >= self.patience and group.last is not None:
                self.take_back(group.last, group)
        if timer is not None:
            self.revive(timer)
        if plain and group is not None:
            self.again += weight(row) + len(self.set)
        self.keep((at, row, held), key)

    def merge(self, step: Step, group: Group, until: int, old: Group | None) -> None:
        """Let the step under way be one more of `group`, or as many as it stands for already."""
        at, row, held = step
        group.count += times(row) if old is None else old.count
        group.busy += held if old is None else old.busy
        if group is self.latest and group.shown == group.until and until - group.begin < self.short:
            group.shown = until
        if group.shown < until:
            group.last = step
        group.until = until
        self.latest = group
        self.made.into[at] = group.first
        self.made.merged += weight(row)
        if self.set:
            for handle, (position, timer) in self.set.items():
                self.timers[handle] = (position, timer, step)
            self.set = {}

    def keep(self, step: Step, key: object) -> None:
        """Keep the step under way; what comes after it may be merged into it."""
        at, row, held = step
        kind = row[0]
        self.kept[at] = row if row[7] or not held else lasting(row, held)
        for handle, (position, timer) in self.set.items():
            if kind == STEP:
                self.kept[position] = timer  # it says how long its task sleeps
            else:
                self.timers[handle] = (position, timer, step)
        self.set = {}
        if 0 < held < self.short:
            group = self.made.groups.get(at)
            if group is None:
                until = row[4] + held
                group = self.made.groups[at] = Group(at, row[4], until, until, held, times(row))
            group.last = None
            self.groups[key] = self.latest = group
        else:
            self.groups.pop(key, None)
            self.latest = None

    def take_back(self, step: Step, group: Group) -> None:
        """Keep a step that was merged into `group` after all."""
        at, row, held = step
        old = self.made.groups.get(at)
        group.count -= times(row) if old is None else old.count
        group.busy -= held if old is None else old.busy
        if group.last is not None and group.last[0] == at:
            group.last = None
            group.until = row[4]
        group.shown = min(group.shown, row[4])
        self.kept[at] = row if row[7] else lasting(row, held)
        self.made.into[at] = 0
        self.made.merged -= weight(row)

    def on_time(self, timer: _Timer | None, t: int) -> bool:
        """Whether a timer that fires at `t` may be left out, and is not late."""
        if timer is None:
            return False
        due = int.from_bytes(self.file.payload(timer[0], 8), "little", signed=True)
        return t - due < self.short

    def revive(self, timer: _Timer) -> None:
        """Keep a timer after all, and what set it."""
        position, row, owner = timer
        self.kept[position] = row
        first = self.made.into[owner[0]]
        if first:
            self.take_back(owner, self.made.groups[first])

    def cancelled(self, position: int, row: Row) -> bool:
        """A timer is cancelled: whether that can be left out, and the timer with it."""
        handle = row[3]
        if handle in self.set:
            timer, owner = self.set.pop(handle)[0], self.at
        elif handle in self.timers:
            found = self.timers.pop(handle)
            if row[4] - found[1][4] >= self.patience:
                self.revive(found)
                return False
            timer, owner = found[0], found[2][0]
        else:
            return False
        into = self.made.into
        into[timer] = into[position] = owner
        self.made.merged += 2
        return True

    def done(self) -> dict[int, Row]:
        """What is kept, when there are no more slots; a step that is still under way never ended."""
        if self.at:
            self.plain = False
            self.settle(0)
        self.crowds.done()
        for timer in self.timers.values():
            self.revive(timer)
        for group in self.groups.values():
            if group.last is not None and self.now - group.until >= self.patience:
                self.take_back(group.last, group)
        return self.kept
