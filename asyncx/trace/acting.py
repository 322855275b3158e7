"""Who was acting at each record: the step of a task, or a callback, of the thread that wrote it.

Per thread the records nest: task.step ... task.wait or task.end, handle.run ... handle.end,
timer.fire ... timer.end.  An eager task's first step lies inside the step of its maker.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .model import Record

_BEGINS: Mapping[str, str] = {"task.step": "task", "handle.run": "handle", "timer.fire": "handle"}
_ENDS: Mapping[str, str] = {
    "task.wait": "task",
    "task.end": "task",
    "handle.end": "handle",
    "timer.end": "handle",
}
BETWEEN = frozenset({"loop.turn", "loop.idle", "loop.stop", "loop.run"})
"""Written by a loop itself: whatever was acting in its thread has come to an end, recorded or not."""


@dataclass(frozen=True, slots=True)
class Actor:
    """What ran: the task `task`, or else the callback `handle`; since record `since`."""

    since: int
    task: int | None = None
    handle: int | None = None


def actors(records: Iterable[Record]) -> dict[int, Actor]:
    """The innermost actor at each record, by record number; records outside of steps and callbacks have none.

    The record that begins a step counts to the one around it, the record that ends it to the step.
    """
    acting: dict[int, Actor] = {}
    stacks: dict[int, list[Actor]] = {}
    for record in records:
        stack = stacks.setdefault(record.thread, [])
        if record.kind in BETWEEN:
            stack.clear()
        if stack:
            acting[record.n] = stack[-1]
        if record.kind in _BEGINS:
            field = _BEGINS[record.kind]
            stack.append(Actor(record.n, **{field: record.data[field]}))
        elif record.kind in _ENDS:
            field = _ENDS[record.kind]
            _leave(stack, field, record.data[field])
    return acting


def _leave(stack: list[Actor], field: str, number: int) -> None:
    """Take the innermost actor with this number off, and what was left open inside it; none, no change."""
    for position in range(len(stack) - 1, -1, -1):
        if getattr(stack[position], field) == number:
            del stack[position:]
            return
