"""Records on their way: each has a time, and a place among those of its time; numbers come at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final

from ...kernel.slots import CALL, LONG, SIZE, SLOT, SLOTS
from ..fields import is_awaited, is_count, is_number, is_stack
from .condensed import Condensed
from .file import Row, SlotFile
from .lawful import Law, Wire

Link = Wire | int | None
"""The record because of which another happened: itself, or the number of its slot, 0 for none."""

UNKNOWN: Final = "unknown"
"""The coroutine of a task when nothing is left that names it."""

_HOLDERS: Final = frozenset({"task.step", "handle.run", "timer.fire", "loop.held"})
_ROOM: Final = 4
"""So far apart are the places of two records of a thread: others may come between them."""


@dataclass(slots=True)
class Drafts:
    """The records of all threads; `main` has the one that stands for each slot that may be a cause."""

    file: SlotFile
    made: Condensed
    main: dict[int, Wire] = field(default_factory=dict)
    handles: dict[int, Wire] = field(default_factory=dict)
    """The handle.new of each callback."""
    held: dict[int, int] = field(default_factory=dict)
    """The number of the slot that each loop.held is about, by the identity of its record."""
    _drafts: list[tuple[int, int, Wire, Link]] = field(default_factory=list)
    _places: dict[int, int] = field(default_factory=dict)
    _ends: dict[int, tuple[int, Wire]] = field(default_factory=dict)
    _born: dict[Any, tuple[int, int]] = field(default_factory=dict)
    """Time and place since which each task may become ready."""
    _earlier: list[tuple[Wire, int, int]] = field(default_factory=list)
    _coros: dict[int, str] | None = None
    _callbacks: dict[int, str] | None = None

    def callback(self, handle: int, text: int) -> str:
        """The name of a callback; that of a handle that was called before is not said again."""
        if text:
            return self.file.texts.get(text, "")
        if self._callbacks is None:
            again = {
                row[3]
                for kept in self.made.threads.values()
                for row in kept.values()
                if row[0] == CALL and not row[8]
            }
            self._callbacks = self.file.callbacks(again)
        return self._callbacks.get(handle, "")

    def name(self, task: int, number: int) -> str | None:
        """The name of a task, from what its slot has; blank when that is not known."""
        if number < LONG:
            return self.file.texts.get(number)
        return "" if any(task in each for each in self.file.miscounted) else f"Task-{number - LONG}"

    def place(self, site: int) -> dict[str, Any]:
        """`where` and `via` of a site."""
        where, via = self.file.sites.get(site, (None, None))
        return {"where": where, "via": via or None}

    def add(self, record: Wire, link: Link, position: int = 0) -> None:
        """The next record of a thread; it stands for the slot at `position`, if that is given."""
        place = len(self._drafts) * _ROOM
        self._drafts.append((record["t"], place, record, link))
        if position:
            self.main[position] = record
            self._places[position] = place
            if record["kind"] == "task.new":
                self._born.setdefault(record.get("task"), (record["t"], place))

    def begun(self, wait: Wire) -> None:
        """The next record ends the first step of an eager task, which became ready again only after that."""
        self._born[wait["task"]] = (wait["t"], len(self._drafts) * _ROOM)

    def add_end(self, record: Wire, link: Link, step: int, position: int = 0) -> None:
        """The record with which the step or callback of the slot at position `step` ends."""
        self._ends[step] = (len(self._drafts) * _ROOM, record)
        self.add(record, link, position)

    def add_earlier(self, record: Wire, cause: int) -> None:
        """A record that came before the next one, when slot `cause` did, and because of it.

        Only that of a task.new is not known: the task was there then at the latest.
        """
        self._earlier.append((record, cause, len(self._drafts) * _ROOM - 1))

    def tell_held(self, record: Wire, cause: int, under_way: Wire) -> bool:
        """Say in a loop.held which step, or callback, it is about; whether that is known.

        When its cause is something else, as a task.cancel that takes effect, it is the one `under_way`.
        """
        step = self.main.get(self.caused(cause), {})
        if under_way and step.get("kind") not in _HOLDERS:
            step = under_way
        again = step.get("kind") == "loop.held"
        record.setdefault("loop", step.get("loop"))
        record.setdefault("since", step.get("since" if again else "t"))
        if "task" in step:
            record.setdefault("task", step["task"])
        self.held[id(record)] = cause
        return is_number(record["loop"]) and is_count(record["since"])

    def caused(self, number: int) -> int:
        """The position of the slot that stands for slot `number`; 0 when it is not there."""
        return self.made.stands_for(self.file.position(number)) if number else 0

    def records(self) -> list[Wire]:
        """All of them, in order and numbered."""
        for record, number, before in self._earlier:
            place = self._place_earlier(record, number, before)
            made = record["kind"] == "task.new"
            self._drafts.append((record["t"], place, record, None if made else number))
        lost = self.file.lost
        if self.file.since:
            self._begin_ring()
            lost = Counter()  # what is missing was not damaged
        self._drafts.sort(key=itemgetter(0, 1))
        law = Law(lost, self.known)
        for _, _, record, link in self._drafts:
            law.take(record, self._cause(link, record["t"]) if isinstance(link, int) else link)
        return law.records

    def _begin_ring(self) -> None:
        """Say when the ring begins, and which tasks there are then, and what they wait for."""
        since = self.file.since
        earlier = {record.get("task") for t, _, record, _ in self._drafts if t < since}
        made: list[dict[str, Any]] = [{"kind": "kept"}]
        for task in sorted(self.file.known.keys() - earlier):
            made.append({"kind": "task.new", "task": task, **self.known(task)})
            made.append({"kind": "task.step", "task": task})
            wait = {"kind": "task.wait", "task": task}
            row = self.file.stood.get(task)
            if row is not None:
                wait["age"] = max(since - (row[4] - self.file.origin), 0)
                wait.update(self.waited(0, row))
            made.append(wait)
        for place, record in enumerate(made, -len(made)):
            self._drafts.append((since, place, {"n": 0, "t": since, "thread": 1, **record}, None))

    def _cause(self, number: int, t: int) -> Wire | None:
        """The record that stands for slot `number`; what it was about, when it is a loop.held later than `t`.

        The watcher of held loops makes its record the cause of what comes next, and may be in the middle
        of writing that.
        """
        cause = self.main.get(self.caused(number))
        while cause is not None and cause["t"] > t and cause["kind"] == "loop.held":
            cause = self.main.get(self.caused(self.held.get(id(cause), 0)))
        return cause

    def _place_earlier(self, record: Wire, number: int, before: int) -> int:
        """Set the time and the thread of an earlier record, and return its place; `before` is the latest.

        What became ready did so when its cause began; a task that only yielded, just before its step was
        over; and none before it was made, or, if it is eager, had begun to wait.
        """
        t, task = record["t"], record.get("task")
        position = self.file.position(number) if number else 0
        at = self.made.stands_for(position)
        cause = self.main.get(at)
        if cause is None:
            return before
        record["thread"] = cause["thread"]
        place, end = self._ends.get(at, (0, cause))
        moment = cause["t"] if at == position else self._begin(position)
        if end["kind"] == "task.wait" and cause["task"] == task:
            end.setdefault("on", {})
            if (at == position or moment <= end["t"]) and end["t"] <= t:
                record["t"] = end["t"]
                return place - 1
        began, place = self._born.get(task, (0, 0)) if record["kind"] == "task.ready" else (0, 0)
        if cause["t"] >= began:
            began, place = cause["t"], max(self._places[at], place)
        record["t"] = min(max(moment, began), t)
        return place + 1 if record["t"] == began else before

    def _begin(self, position: int) -> int:
        """The time of a slot that was merged into another."""
        offset = self.file.pages[position // SLOTS].offset + position % SLOTS * SIZE
        return int(SLOT.unpack_from(self.file.data, offset)[4]) - self.file.origin

    def waited(self, position: int, row: Row) -> dict[str, Any]:
        """The `on` and `stack` of a wait, as far as its slot at `position` has them."""
        said = self.file.wait(position, row)
        shapes = {"on": is_awaited, "stack": is_stack}
        return {name: said[name] for name, shape in shapes.items() if shape(said.get(name))}

    def known(self, task: int) -> dict[str, Any]:
        """What is known of a task whose creation is not there; its name only where that was carried over."""
        row = self.file.known.get(task)
        if row is None:
            return {"name": "", "coro": self.coro(task)}
        coro = self.file.texts.get(row[7]) or self.coro(task)
        said = {
            "name": self.name(task, row[8]) or "",
            "coro": coro,
            "loop": row[2] or None,
            **self.place(row[6]),
        }
        return {name: value for name, value in said.items() if value is not None}

    def coro(self, task: int) -> str:
        """The coroutine of a task whose creation is not there, from what is known of its waits."""
        if self._coros is None:
            self._coros = {}
            for position, row in self.made.waits.values():
                stack = self.file.wait(position, row).get("stack")
                if is_stack(stack) and stack:
                    self._coros[row[3]] = stack[0][2]
            for _, _, record, _ in self._drafts:
                stack = record.get("stack")
                if (
                    record["kind"] == "task.wait"
                    and is_stack(stack)
                    and stack
                    and is_number(record.get("task"))
                ):
                    self._coros.setdefault(record["task"], stack[0][2])
        return self._coros.get(task, UNKNOWN)
