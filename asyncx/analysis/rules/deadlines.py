"""How timeouts were left, in traces with and without coroutines."""

from __future__ import annotations

from enum import StrEnum

from ...trace.model import CancelRequest, Outcome, Record, Task, Timer
from ...trace.records import is_cancelled
from ..story import Story
from ..verdicts.cancels import requests
from ..verdicts.scopes import Scope, scopes
from .common import uncancels

_BY_SCOPE = {"wait_for", "Timeout._on_timeout"}
_FURTHEST = 8
"""So many causes lie between a timer and what it leads to being cancelled, at most."""


def asked_by_timers(story: Story) -> dict[int, list[tuple[Task, CancelRequest]]]:
    """The requests to cancel that each deadline led to, by the record at which it fired."""
    found: dict[int, list[tuple[Task, CancelRequest]]] | None = story.memo.get("asked_by_timers")
    if found is not None:
        return found
    found = story.memo["asked_by_timers"] = {}
    fires = {timer.last for timer in story.trace.timers if timer.scope and timer.fired_at is not None}
    for task, asked in requests(story):
        record = story.index[asked.n]
        if asked.route != "Task.cancel" and not _BY_SCOPE & set(record.data.get("via", ())):
            continue  # the program's own, perhaps when it met the TimeoutError
        for _ in range(_FURTHEST):
            if record.n in fires:
                found.setdefault(record.n, []).append((task, asked))
            cause = story.index.get(record.because or 0)
            if cause is None:
                break
            record = cause
    return found


class Left(StrEnum):
    """How a block under a deadline was left that had fired."""

    TIMED_OUT = "with TimeoutError"
    FAILED = "with another error"
    QUIETLY = "without an error"
    UNKNOWN = "in a way that is not known"


def left(story: Story, timer: Timer) -> Left:
    """How the block under a deadline was left."""
    known: dict[int, Left] | None = story.memo.get("left")
    if known is None:
        known = story.memo["left"] = {scope.timer.number: _left(scope) for scope in scopes(story)}
    for task, asked in asked_by_timers(story).get(timer.last or 0, []):
        if task.number != timer.task and asked.route == "Timeout._on_timeout":
            return Left.UNKNOWN  # it was entered in an eager first step that was not seen
        later = _taken_back(story, timer, task, asked)
        if task.number == timer.task and later:
            error = later[0].data.get("error")
            if error is not None:
                return Left.TIMED_OUT if is_cancelled(error) else Left.FAILED
            return known.get(timer.number, Left.QUIETLY)
        if task.number != timer.task and asked.route != "Task.cancel" and timer.number not in known:
            # Before 3.12 wait_for() has a task for what it awaits; 3.8 raises, whatever that one does.
            return _ends[task.outcome] if not story.trace.run.python.startswith("3.8.") else Left.UNKNOWN
    return known.get(timer.number, Left.UNKNOWN)


def _taken_back(story: Story, timer: Timer, task: Task, asked: CancelRequest) -> list[Record]:
    """The records after `asked` at which the task took a request back; those of the deadline itself, if any.

    At the end of a TaskGroup inside it the task may take back that of the group before.
    """
    later = [record for record in uncancels(story).get(task.number, []) if record.n > asked.n]
    own = [record for record in later if "Timeout.__aexit__" in record.data.get("via", ())]
    return own if task.number == timer.task and own else later


def _left(scope: Scope) -> Left:
    if scope.timed_out:
        return Left.TIMED_OUT
    return Left.QUIETLY if scope.error is None else Left.FAILED


_ends = {
    Outcome.CANCELLED: Left.TIMED_OUT,
    Outcome.RAISED: Left.FAILED,
    Outcome.RETURNED: Left.QUIETLY,
    Outcome.NEVER_ENDED: Left.UNKNOWN,
}
