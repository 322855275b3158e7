"""The slots of one thread -> its records, in the order of time and inside each other.

What happens in a thread nests: what was written in a step comes between its beginning and its end, and the
first step of an eager task lies within another step, whatever the clock says of moments that are very near.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from ...kernel.slots import (
    CALL,
    CANCELLED,
    FIRE,
    IDLE,
    JSON,
    RAISED,
    RETURNED,
    STEP,
    TASK,
    TASK_END,
    TIMER,
    TIMER_CANCEL,
)
from ...kernel.wire import COMMON
from ..fields import LARGEST, is_error, is_text
from .condensed import NESTED, woke
from .drafts import Drafts, Link
from .file import Row
from .lawful import Wire
from .times import in_json, of_timer

_OUTCOMES: Final = {RETURNED: "returned", RAISED: "raised", CANCELLED: "cancelled"}
_STEPS: Final = {STEP: ("task.step", "task"), CALL: ("handle.run", "handle"), FIRE: ("timer.fire", "handle")}
_ENDS: Final = {CALL: "handle.end", FIRE: "timer.end"}
_COUNTS: Final = {STEP: "steps", CALL: "calls", FIRE: "calls"}
_EAGER: Final = 1
_FOUND: Final = 2


@dataclass(slots=True)
class _Open:
    """A step or callback under way; `end` is None when it never ended, `over` when its task's end is told."""

    position: int
    kind: int
    number: int
    record: Wire
    end: int | None
    over: bool = False
    last: bool = False
    """Whether its task has returned with it."""
    eager: bool = False
    """Whether it is the first of an eager task."""


class Thread:
    """Takes the slots of a thread one by one, in order, and adds its records to `drafts`."""

    def __init__(self, drafts: Drafts, number: int) -> None:
        self.drafts = drafts
        self.file = drafts.file
        self.number = number
        self.now = 0
        self.open: list[_Open] = []
        self.eager: dict[int, Wire] = {}
        """The task.new of eager tasks that have not begun."""
        self.found: dict[int, Wire] = {}
        """The task.new of tasks that were seen only as the step began that comes next."""

    def take(self, position: int, row: Row) -> None:
        """The next slot."""
        t = row[4] - self.file.origin
        make = _MAKERS.get(row[0])
        if make is None or not 0 <= t <= LARGEST >> 1:
            self.nonsense()
            return
        self.close(t, row)
        self.now = max(self.now, t)
        make(self, position, row)

    def finish(self) -> None:
        """There are no more slots: what has an end comes to it."""
        while self.open:
            last = self.open.pop()
            if last.end is None and not last.last:
                return
            self.end(last, self.now if last.end is None else last.end)

    def close(self, t: int, row: Row) -> None:
        """End what was over before `row`, which came at `t`."""
        kind = row[0]
        between = kind == IDLE
        while self.open:
            last = self.open[-1]
            inner = kind == STEP and row[1] == NESTED
            if last.end is None:
                inside = not between and (kind not in _STEPS or inner)
            else:
                inside = t < last.end or (t == last.end and (inner or self.belongs(row, last)))
            if inside and not between:
                return
            self.end(self.open.pop(), t if last.end is None else min(last.end, max(t, self.now)))

    def belongs(self, row: Row, step: _Open) -> bool:
        """Whether what happened just when `step` ended happened in it."""
        return row[0] not in _STEPS and row[5] > 0 and self.drafts.file.position(row[5]) == step.position

    def end(self, step: _Open, t: int) -> None:
        """Write the end of a step or callback, unless the end of its task is that."""
        self.now = max(self.now, t)
        if step.over:
            return
        kind = _ENDS.get(step.kind)
        if step.kind == IDLE:
            self.drafts.add(self.record("loop.turn", loop=step.number), None)
            return
        if kind is not None:
            self.drafts.add_end(self.record(kind, handle=step.number), step.record, step.position)
            return
        if step.last:
            record = self.record("task.end", task=step.number, outcome=_OUTCOMES[RETURNED])
            self.drafts.add_end(record, step.record, step.position)
            return
        described = self.drafts.made.waits.get(step.position)
        wait = self.record("task.wait", task=step.number)
        if step.eager:
            self.drafts.begun(wait)
        if described is not None:
            wait.update(self.drafts.waited(*described))
        self.drafts.add_end(wait, step.record, step.position)

    def record(self, kind: str, **fields: Any) -> Wire:
        """A record of this moment; fields that are None are left out."""
        said = {name: value for name, value in fields.items() if value is not None}
        return {"n": 0, "t": self.now, "thread": self.number, "kind": kind, **said}

    def step(self, position: int, row: Row) -> None:
        """A step or a callback begins."""
        kind, flag, loop, subject, _, cause, row_of, held, c = row
        if not subject:
            self.nonsense()
            return
        name, what = _STEPS[kind]
        record = self.record(name, **{what: subject}, loop=loop or None)
        link: Link = cause
        eager = kind == STEP and flag == NESTED and subject in self.eager
        if kind != STEP:
            record["callback"] = self.drafts.callback(subject, c)
        if kind == STEP:
            if subject in self.found:
                self.drafts.add_earlier(self.found.pop(subject), cause)
            link = self.eager.pop(subject) if eager else self.earlier("task.ready", record, row)
        elif kind == CALL:
            link = self.drafts.handles.get(subject) if not c else None
            if link is None:
                link = self.drafts.handles[subject] = self.earlier("handle.new", record, row)
        end = self.now + held if held else None
        group = self.drafts.made.groups.get(position)
        if group is not None and group.count > 1:
            record[_COUNTS[kind]] = group.count
            record["busy"] = group.busy
            record["until"] = group.until - self.file.origin
            end = group.shown - self.file.origin
        elif kind == CALL and row_of > 1 and end is not None:
            record.update(calls=row_of, busy=held, until=end)
        self.drafts.add(record, link, position)
        last = kind == STEP and c == RETURNED
        self.open.append(_Open(position, kind, subject, record, end, last=last, eager=eager))

    def earlier(self, kind: str, step: Wire, row: Row) -> Wire:
        """The record with which a step or callback was scheduled."""
        record = dict(step, kind=kind)
        self.drafts.add_earlier(record, row[5])
        return record

    def task(self, position: int, row: Row) -> None:
        """A task is made."""
        _, flag, loop, subject, _, cause, site, coro, name = row
        if not subject:
            self.nonsense()
            return
        where, via = self.file.sites.get(site, (None, []))
        crowd = self.drafts.made.crowds.get(position)
        record = self.record(
            "task.new",
            task=subject,
            name=self.drafts.name(subject, name),
            coro=self.file.texts.get(coro, "") or self.drafts.coro(subject),
            loop=loop or None,
            eager=True if flag & _EAGER else None,
            where=where,
            via=via or None,
            tasks=crowd.count if crowd is not None else None,
        )
        if flag & _EAGER:
            self.eager[subject] = record
        if flag & _FOUND:
            self.found[subject] = record
        else:
            self.drafts.add(record, cause, position)

    def task_end(self, position: int, row: Row) -> None:
        """A task ends."""
        _, flag, _, subject, _, cause, error, name, gather = row
        outcome = _OUTCOMES.get(flag)
        if not subject or outcome is None:
            self.nonsense()
            return
        text = self.file.texts.get(error)
        raised = self.file.json(text) if text is not None else None
        record = self.record("task.end", task=subject, name=self.drafts.name(subject, name), outcome=outcome)
        if is_error(raised):
            record["error"] = raised
        if gather:
            record["gather"] = gather
        step = next((step for step in self.open if step.kind == STEP and step.number == subject), None)
        if step is None:
            self.drafts.add(record, cause, position)
        else:
            step.over = True
            self.drafts.add_end(record, cause, step.position, position)

    def timer(self, position: int, row: Row) -> None:
        """A timer is set."""
        times = of_timer(self.file.payload(position, 16), row[8], self.file.origin)
        fields = {"callback": self.file.texts.get(row[7], ""), "loop": row[2] or None, **times}
        self.plain(position, row, "timer.new", "handle", **fields, **self.drafts.place(row[6]))

    def timer_cancel(self, position: int, row: Row) -> None:
        """A timer is cancelled."""
        left = {"outcome": _OUTCOMES.get(row[1])}
        self.plain(position, row, "timer.cancel", "handle", **left, **self.drafts.place(row[6]))

    def plain(self, position: int, row: Row, kind: str, what: str, **fields: Any) -> None:
        """A record about the task, or the handle, that is the subject of its slot."""
        if row[3]:
            self.drafts.add(self.record(kind, **{what: row[3]}, **fields), row[5], position)
        else:
            self.nonsense()

    def idle(self, position: int, row: Row) -> None:
        """A loop has nothing to run, until it goes on."""
        if not row[2]:
            self.nonsense()
            return
        moment = row[5] | row[6] << 32
        until = None if moment >> 63 else min(moment - self.file.origin, LARGEST)
        record = self.record("loop.idle", loop=row[2], until=until)
        self.drafts.add(record, None)
        end = woke(row)
        self.open.append(_Open(position, IDLE, row[2], record, end - self.file.origin if end else None))

    def json(self, position: int, row: Row) -> None:
        """A record that is in the file as it is, but for its times."""
        value = self.file.json(self.file.payload(position, row[6]))
        if not isinstance(value, dict) or not is_text(value.get("kind")):
            self.nonsense()
            return
        if value["kind"] == "task.names":
            return
        record = self.record(value["kind"])
        for name, item in value.items():
            if name in COMMON or item is None:
                continue
            record[name] = in_json(name, item, self.file.origin)
        under_way = self.open[-1].record if self.open else {}
        if record["kind"] == "loop.held" and not self.drafts.tell_held(record, row[5], under_way):
            if not self.file.since:  # in a ring what was held may have been written over
                self.nonsense()
            return
        if record["kind"] == "loop.stop":
            while self.open:
                last = self.open.pop()
                self.end(last, self.now if last.end is None else min(last.end, self.now))
        self.drafts.add(record, row[5], position)

    def nonsense(self) -> None:
        """A slot is left out."""
        self.file.lost["slots that make no sense"] += 1


_MAKERS: Final[dict[int, Callable[[Thread, int, Row], None]]] = {
    STEP: Thread.step,
    CALL: Thread.step,
    FIRE: Thread.step,
    TASK: Thread.task,
    TASK_END: Thread.task_end,
    TIMER: Thread.timer,
    TIMER_CANCEL: Thread.timer_cancel,
    IDLE: Thread.idle,
    JSON: Thread.json,
}
