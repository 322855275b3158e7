"""Who does the other half: a queue that is empty waits for those who put into it, and they may have ended."""

from __future__ import annotations

from collections.abc import Sequence

from ..trace.model import Task
from .story import Story, stack_of
from .waits import Wait, waits_of
from .words import listed

_OTHER = {"Queue.get": ("Queue.put", "put into it"), "Queue.put": ("Queue.get", "taken from it")}
"""What ends a wait in a method of a queue, and what those did who have called that."""


def gone(story: Story, wait: Wait, stop: int) -> str:
    """`worker, which had put into it, has ended`, where all are known to have ended by record `stop`.

    The same of those who had taken from a queue that is full; "" for all other waits.
    """
    method = next((name for name in _OTHER if _in(wait, name)), "")
    if not method or (method == "Queue.get" and wait.on.get("counts", {}).get("items")):
        return ""
    other, did = _OTHER[method]
    known: dict[object, list[Task]] = story.memo.setdefault("others_at_queues", {})
    number = wait.on.get("object")
    asked = number, method, stop
    if asked not in known:
        known[asked] = _others(story, _queues(story).get(number, ()), stop, method, other)
    tasks = known[asked]
    if not tasks or any(task.last is None or task.last > stop for task in tasks):
        return ""
    names = [story.who(task.number) for task in tasks]
    return f"{listed(names)}, which had {did}, {'has' if len(set(names)) == 1 else 'have'} ended"


def _queues(story: Story) -> dict[object, list[Wait]]:
    """All waits for room in a queue, or for its next item, by the number of the queue."""
    found: dict[object, list[Wait]] | None = story.memo.get("queues")
    if found is None:
        found = story.memo["queues"] = {}
        for task in story.users:
            for wait in waits_of(story, task.number):
                if _in(wait, "Queue.get") or _in(wait, "Queue.put"):
                    found.setdefault(wait.on.get("object"), []).append(wait)
    return found


def _others(story: Story, waits: Sequence[Wait], stop: int, method: str, other: str) -> list[Task]:
    """The tasks that called `other` before record `stop`: they waited there, or woke one in `method`.

    None where something else has woken one, which may go on: a callback, or a task that waits like it.
    """
    waits = [wait for wait in waits if wait.record.n < stop]
    alike = {wait.task for wait in waits if _in(wait, method)}
    others = {wait.task for wait in waits if _in(wait, other)}
    for wait in waits:
        if wait.after is not None and wait.last < stop and _in(wait, method):
            waker = story.actor(story.index.get(wait.after.because or 0))
            if waker is None or waker in alike or waker not in story.tasks:
                return []
            others.add(waker)
    return [story.tasks[number] for number in sorted(others)]


def _in(wait: Wait, method: str) -> bool:
    stack = stack_of(wait.record)
    return bool(stack) and str(stack[-1][2]).endswith(method)
