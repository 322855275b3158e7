"""Merges tasks that are alike: made in one step at one place, they ran once, shortly, and returned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...kernel.slots import LONG, RETURNED, STEP
from .condensed import Group, Step
from .file import Row

if TYPE_CHECKING:
    from .merging import Merger

_RECORDS: Final = 4
"""task.new, task.ready, task.step and task.end."""

_Slot = tuple[int, Row]


class Crowds:
    """The tasks that may be left out, until it is known whether they are.

    A task is merged into the last one like it that was kept when it was made, and ran, not much later.
    """

    def __init__(self, merger: Merger) -> None:
        self.merger = merger
        self.born: dict[int, _Slot] = {}
        """Those that have not run, by number."""
        self.last: dict[object, tuple[_Slot, Row, Group]] = {}
        """The task that was kept last of each kind, its step, and the group of that."""
        self.end: _Slot | None = None
        """The end of the task whose step is under way."""

    def made(self, position: int, row: Row) -> bool:
        """A task is made; whether it is kept only if it turns out to matter."""
        waits = row[8] >= LONG and row[3] not in self.merger.file.named and self.merger.at > 0
        if waits:
            self.born[row[3]] = (position, row)
        return waits

    def keep(self, task: int) -> None:
        """A task stays, whatever becomes of it."""
        born = self.born.pop(task, None)
        if born is not None:
            self.merger.kept[born[0]] = born[1]

    def ended(self, position: int, row: Row) -> bool:
        """A task ends; whether that goes with its step."""
        step = self.merger.row if self.merger.at else None
        mine = step is not None and step[0] == STEP and step[3] == row[3] and row[3] in self.born
        if not mine or row[1] != RETURNED or row[7]:
            return False
        self.end = (position, row)
        return True

    def ran(self, step: Step, until: int, old: Group | None, *, plain: bool) -> bool:
        """The first step of a task is over; whether all of the task could be left out."""
        merger, (at, row, held) = self.merger, step
        end, self.end = self.end, None
        if end is not None:
            held = max(end[1][4] - row[4], 1)
            step, until = (at, row, held), until if old is not None else row[4] + held
        task = self.born.pop(row[3])
        _, flag, loop, _, made, cause, site, coro, _ = task[1]
        kind = (flag, loop, cause, site, coro)
        alike = plain and 0 < held < merger.short and (end is not None or row[8] == RETURNED)
        first = self.last.get(kind) if alike else None
        if first is not None:
            (place, birth), began, group = first
            if made - birth[4] < merger.short and row[4] - began[4] < merger.short:
                self.merge(group, until, held, old)
                into = merger.made.into
                into[task[0]], into[at] = place, group.first
                if end is not None:
                    into[end[0]] = group.first
                merger.made.crowds.pop(task[0], None)
                merger.made.crowds[place] = group
                return True
            merger.again += _RECORDS
        merger.kept[task[0]] = task[1]
        if end is not None:
            merger.kept[end[0]] = end[1]
        if alike:
            merger.keep(step, row[3])
            self.last[kind] = (task, row, merger.made.groups[at])
        return alike

    def merge(self, group: Group, until: int, held: int, old: Group | None) -> None:
        """One more task, or as many as it stands for already, for which that of `group` stands."""
        group.count += 1 if old is None else old.count
        group.busy += held if old is None else old.busy
        group.until = until
        self.merger.made.merged += _RECORDS

    def done(self) -> None:
        """There are no more slots: who has not run is kept."""
        self.merger.kept.update(self.born.values())
        if self.end is not None:
            self.merger.kept[self.end[0]] = self.end[1]
