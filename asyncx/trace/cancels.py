"""The cancellations of one task: who asked, which arrived, and while which was under way.

A cancellation is under way from the accepted `task.cancel` until the first of these:

* the task ends;
* `uncancel()` brings the number of requests to 0, also where that is in the step that delivers it;
* the coroutine in which CancelledError was raised returns, or raises another error.  A CancelledError
  that leaves it goes on in the one that awaits it.  A coroutine that caught it for good and lives on
  cannot be told from one that cleans up, so it counts as cleaning up until it ends;
* the task's next step goes by without CancelledError: what it awaited had completed in spite of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .acting import Actor
from .chains import Chains
from .model import CancelRequest, Outcome, Record
from .records import is_cancelled, place_of

_UNKNOWN = 0
"""Stands for the coroutine at work in a trace without coroutines; it leaves when the task ends."""


@dataclass(slots=True, eq=False)
class _Asked:
    record: Record
    delivered: int | None = None
    forgiven: bool = False


@dataclass(slots=True)
class Cancels:
    """`changes` are (record number, under way from there on), in order."""

    requests: tuple[CancelRequest, ...] = ()
    changes: list[tuple[int, bool]] = field(default_factory=list)
    swallowed: bool = False

    def under_way(self, n: int) -> bool:
        """Whether a cancellation is under way just after record `n`."""
        position = bisect_right(self.changes, n, key=lambda change: change[0])
        return position > 0 and self.changes[position - 1][1]


def cancels(
    story: Sequence[Record],
    made: Chains,
    actors: Mapping[int, Actor],
    index: Mapping[int, Record],
) -> Cancels:
    """Read the records of one task in order."""
    if not any(record.kind == "task.cancel" for record in story):
        return Cancels()
    reader = _Reader(made, index)
    for record in story:
        reader.read(record)
    found = Cancels(changes=reader.changes)
    found.requests = tuple(_request(asked, actors, index) for asked in reader.asked)
    delivered = any(asked.delivered for asked in reader.asked)
    found.swallowed = (
        delivered and reader.left != 0 and reader.outcome in (str(Outcome.RETURNED), str(Outcome.RAISED))
    )
    return found


class _Reader:
    """Follows one task; `holders` are the coroutines in which CancelledError is at work."""

    def __init__(self, made: Chains, index: Mapping[int, Record]) -> None:
        self.made = made
        self.index = index
        self.asked: list[_Asked] = []
        self.pending: list[_Asked] = []
        """Those of them that have not arrived, and may still."""
        self.holders: set[int] = set()
        self.changes: list[tuple[int, bool]] = []
        self.step = 0
        self.left: int | None = None
        self.outcome: str | None = None

    def read(self, record: Record) -> None:
        data = record.data
        match record.kind:
            case "task.cancel":
                if self.outcome is None:
                    self.left = data.get("requests")
                self.asked.append(_Asked(record))
                if data["accepted"]:
                    self.pending.append(self.asked[-1])
            case "task.uncancel" if self.outcome is None:
                self.left = data.get("requests")
                if self.left == 0:
                    self.holders.clear()
                    for asked in self.pending:
                        asked.forgiven = True
            case "task.step":
                self.step = record.n
            case "coro.throw" | "coro.catch" if is_cancelled(data.get("error")):
                self.arrived(record.n, data["coro"])
            case "coro.return" | "coro.raise":
                self.left_coro(record)
            case "task.wait":
                self.passed_by(record)
            case "task.end":
                self.passed_by(record)
                self.outcome = data["outcome"]
                self.holders.clear()
                self.pending.clear()
        on = bool(self.holders) or any(not asked.forgiven for asked in self.pending)
        if on != (bool(self.changes) and self.changes[-1][1]):
            self.changes.append((record.n, on))

    def due(self) -> list[_Asked]:
        """The requests that this step must deliver: those made before it began."""
        return [asked for asked in self.pending if asked.record.n < self.step]

    def arrived(self, n: int, coro: int) -> None:
        due = self.due()
        for asked in due:
            asked.delivered = n
            self.pending.remove(asked)
        if due or self.holders:
            self.holders.add(coro)

    def left_coro(self, record: Record) -> None:
        coro = record.data["coro"]
        out = record.kind == "coro.raise" and is_cancelled(record.data.get("error"))
        if out and self.due():
            self.arrived(record.n, coro)
        if coro in self.holders:
            life = self.made.lives.get(coro)
            outer = life.outer if life is not None else None
            if out and outer is None:
                return  # it leaves the task: the end of the task ends it
            self.holders.discard(coro)
            if out and outer is not None:
                self.holders.add(outer)

    def passed_by(self, record: Record) -> None:
        """The step is over: what it did not deliver is lost, unless coroutines were not recorded."""
        traced = bool(self.made.lives)
        cancelled = record.kind == "task.end" and record.data["outcome"] == Outcome.CANCELLED
        for asked in self.due():
            arrived = cancelled or not (traced or self.was_refused(asked))
            if arrived:
                asked.delivered = self.step
            self.pending.remove(asked)
            if arrived and not traced and not asked.forgiven:
                self.holders.add(_UNKNOWN)

    def was_refused(self, asked: _Asked) -> bool:
        """Whether a request had been passed on to another task, which ended in another way than cancelled."""
        number = asked.record.data.get("waits_on", {}).get("task")
        ready = self.index.get(self.index[self.step].because or 0) if self.step else None
        ended = self.index.get(ready.because or 0) if ready is not None else None
        if ended is not None and ended.kind == "task.step":
            # In watched programs what a task wakes at its end happens because of its last step.
            later = map(self.index.get, range(ended.n, self.step))
            ended = next((each for each in later if each and each.kind == "task.end"), None)
        if number is None or ended is None or ended.kind != "task.end" or ended.data["task"] != number:
            return False
        return ended.n > asked.record.n and ended.data["outcome"] != Outcome.CANCELLED


def _request(
    asked: _Asked,
    actors: Mapping[int, Actor],
    index: Mapping[int, Record],
) -> CancelRequest:
    record = asked.record
    actor = actors.get(record.n)
    return CancelRequest(
        n=record.n,
        t=record.t,
        accepted=record.data["accepted"],
        message=record.data.get("message"),
        asker=actor.task if actor else None,
        route=_route(record, index),
        place=place_of(record.data.get("where")),
        delivered=asked.delivered,
    )


def _route(record: Record, index: Mapping[int, Record]) -> str:
    """The asyncio function that asked, "" for the user's own call.

    A request that the cancel() of an awaiting task passed on has "Task.cancel", however that one came.
    """
    via: Sequence[str] = record.data.get("via", ())
    cause = index.get(record.because or 0)
    if cause is None or cause.kind != "task.cancel":
        return via[0] if via else ""
    inner = via[: max(0, len(via) - len(cause.data.get("via", ())))]
    return inner[0] if inner else "Task.cancel"
