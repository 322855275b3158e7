"""Deadlines: which call owns a timer, which coroutine it guards, and when its scope was left."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .chains import Chains, Life
from .labels import is_internal, sets_sleep
from .model import Record

_SETTERS = frozenset({"call_later", "call_at"})
_WAY_IN, _WAY_OUT = "Timeout.__aenter__", "Timeout.__aexit__"
_WAIT = "_wait"
"""The coroutine in which `asyncio.wait` waits."""
_SETS_FREE = "_release_waiter"
"""The callback of its deadline, and up to 3.11 of that of `wait_for`."""
_OWNERS = {
    _WAY_IN: "timeout",  # where only the function is recorded that the program called
    "wait_for": "wait_for",
    _WAIT: "wait",
    "wait": "wait",
    "as_completed": "as_completed",
    "_AsCompletedIterator.__init__": "as_completed",
}
_MACHINERY = frozenset({_WAY_IN, _WAY_OUT, "_cancel_and_wait"})


@dataclass(frozen=True, slots=True)
class Story:
    """The records of one task in order, and its coroutines."""

    records: Sequence[Record]
    chains: Chains


def scope_name(new: Record) -> str:
    """The call that owns the deadline that a timer.new sets, "" when it sets none."""
    if sets_sleep(new):
        return ""
    via = [name for name in new.data.get("via", ()) if name.rpartition(".")[2] not in _SETTERS]
    if not via:
        return ""
    if via[0].rpartition(".")[2] == "reschedule":
        entered = len(via) > 2 and via[1].endswith("__aenter__")
        return "wait_for" if entered and via[2] == "wait_for" else "timeout"
    return _OWNERS.get(via[0], "")


class Scopes:
    """The deadlines set in the steps of one task; `stories` are those of all tasks."""

    def __init__(self, story: Story, stories: Mapping[int, Story]) -> None:
        self.records = story.records
        self.stories = stories
        self.numbers = [record.n for record in story.records]
        self.lives = list(story.chains.lives.values())
        self.starts = [life.start.n for life in self.lives]
        self.around = _around(self.lives)
        self.ways_out: dict[Any, list[int]] = {}
        """The positions of the ways out of each timeout(), by its object."""
        for position, life in enumerate(self.lives):
            if life.start.data["name"] == _WAY_OUT:
                self.ways_out.setdefault(life.start.data.get("object"), []).append(position)
        self.uncancels = [
            record
            for record in story.records
            if record.kind == "task.uncancel" and _WAY_OUT in record.data.get("via", ())
        ]

    def name(self, new: Record) -> str:
        """As `scope_name`; what only the call of wait_for() is recorded of may be a wait() that it awaits."""
        scope = scope_name(new)
        if scope == "wait_for" and new.data.get("callback") == _SETS_FREE:
            wait = next((record for record in self._after(new) if record.kind == "task.wait"), None)
            stack = wait.data.get("stack") if wait is not None else None
            if stack and stack[-1][2] == _WAIT:
                return "wait"
        return scope

    def guarded(self, new: Record, scope: str) -> int | None:
        """The coroutine under the deadline: what wait_for awaits, or the one that entered `timeout()`."""
        if scope == "timeout":
            owner = next((life for life in self._alive(new) if not _internal(life)), None)
            return owner.number if owner else None
        if scope != "wait_for":
            return None
        for record in self._after(new):
            if record.kind == "coro.start" and record.data["name"] not in _MACHINERY:
                return int(record.data["coro"])
            if record.kind == "task.new" and "wait_for" in record.data.get("via", ()):
                return self._own_coro(record.data["task"])
            if record.kind == "task.wait":
                on = record.data.get("on", {})
                return self._own_coro(on["task"]) if "task" in on else None
        return None

    def left(self, new: Record, scope: str, fire: Record | None, stops: Sequence[Record]) -> Record | None:
        """The record at which the scope was left, None when it never was.

        That is the end of the coroutine `wait_for` or `wait`, or of the way out of the same timeout().
        A deadline that was moved, or a trace without coroutines, has its timer cancelled instead, or
        uncancel() called when it has fired; failing all, it ends with the coroutine that set it.
        """
        setter = _WAY_IN if scope == "timeout" else scope
        life = next((life for life in self._alive(new) if life.start.data["name"] == setter), None)
        if life is not None and setter is not _WAY_IN:
            return life.end
        out = self._way_out(life) if life is not None and "object" in life.start.data else None
        if out is not None:
            return out.end
        if stops:
            return stops[-1]
        if fire is not None:
            position = bisect_right(self.uncancels, fire.n, key=lambda record: record.n)
            if position < len(self.uncancels):
                return self.uncancels[position]
        owner = next((life for life in self._alive(new) if not _internal(life)), None)
        return owner.end if owner else None

    def _alive(self, new: Record) -> Iterator[Life]:
        """The coroutines that are running or waiting at `new`, innermost first."""
        position = bisect_left(self.starts, new.n) - 1
        while position >= 0:
            life = self.lives[position]
            if life.end is None or life.end.n > new.n:
                yield life
            position = self.around[position]

    def _after(self, record: Record) -> Iterator[Record]:
        """The records of the task after this one."""
        for position in range(bisect_right(self.numbers, record.n), len(self.records)):
            yield self.records[position]

    def _way_out(self, entered: Life) -> Life | None:
        """The way out of the timeout() that `entered` is the way into."""
        positions = self.ways_out.get(entered.start.data["object"], [])
        position = bisect_right(positions, bisect_right(self.starts, entered.start.n) - 1)
        return self.lives[positions[position]] if position < len(positions) else None

    def _own_coro(self, task: int) -> int | None:
        story = self.stories.get(task)
        return next(iter(story.chains.lives), None) if story else None


def _around(lives: Sequence[Life]) -> list[int]:
    """The position of the last life before each that had not ended when it began, -1 for none.

    Whatever lives at some moment is on the way along these from the last one that began before it.
    """
    around: list[int] = []
    for position, life in enumerate(lives):
        other = position - 1
        while other >= 0 and _over(lives[other], life.start.n):
            other = around[other]
        around.append(other)
    return around


def _over(life: Life, n: int) -> bool:
    return life.end is not None and life.end.n <= n


def _internal(life: Life) -> bool:
    place = life.start.data.get("where")
    return place is not None and is_internal(place[0])
