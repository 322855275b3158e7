"""Brings records into an order that asyncio could have made, whatever is missing or damaged.

`build` refuses a trace in which a task runs that was never made, or ends without a step.  Of a file whose
beginning was written over (a ring), that was cut off, or that a process left as it died, just that is to be
expected: what is missing is put in, as little as will do, and what cannot be is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Any

from ..fields import is_number
from ..model import Outcome

Wire = dict[str, Any]

ENDS = frozenset({str(Outcome.RETURNED), str(Outcome.RAISED), str(Outcome.CANCELLED)})


class _State(Enum):
    MADE = auto()
    READY = auto()
    RUNNING = auto()
    WAITING = auto()
    OVER = auto()


class Law:
    """Takes records in the order of time; `records` are those that may stand, numbered.

    `known` has what is known of a task whose creation is missing; what is left out is counted in `lost`.
    """

    def __init__(self, lost: Counter[str], known: Callable[[int], Mapping[str, Any]]) -> None:
        self.records: list[Wire] = []
        self.lost = lost
        self.known = known
        self.states: dict[int, _State] = {}
        self.ready: dict[int, Wire] = {}
        """The record with which each task that is ready, or will be after its step, became it."""
        self.ended_early: set[int] = set()
        """Tasks whose last step has ended here, and has an end of its own that is still to come."""

    def take(self, record: Wire, link: Wire | None) -> None:
        """The next record, which happened because of `link`."""
        if record["kind"][:5] != "task." or self.may(record["kind"], record):
            self.put(record, link)

    def put(self, record: Wire, link: Wire | None = None) -> None:
        """Give a record its number, and its cause, unless that was left out or comes only later."""
        self.records.append(record)
        record["n"] = len(self.records)
        if link is not None:
            if link["n"]:
                record["because"] = link["n"]
            else:
                self.lost["causes"] += 1

    def add(self, kind: str, like: Wire, **fields: Any) -> None:
        """Put in a record of a task that is missing before the one that is `like` it."""
        self.insert(kind, like, **fields)
        self.lost["records that something went on from"] += 1

    def insert(self, kind: str, like: Wire, **fields: Any) -> None:
        """Put in a record of a task, at the time of the one that is `like` it."""
        common = {"n": 0, "t": like["t"], "thread": like["thread"], "kind": kind, "task": like["task"]}
        self.put({**common, **fields})

    def may(self, kind: str, record: Wire) -> bool:
        """Whether a record of a task may stand; what has to come before it is put in."""
        task: Any = record.get("task")
        if not is_number(task):
            return True  # no slot says that; who reads the records refuses it
        state = self.states.get(task)
        if kind == "task.new":
            self.states.setdefault(task, _State.MADE)
            return state is None or self.no("tasks that are made twice")
        if state is None:
            loop = {"loop": record["loop"]} if "loop" in record else {}
            self.add("task.new", record, **loop, **self.known(task))
            state = self.states[task] = _State.MADE
        match kind:
            case "task.ready":
                return self.readied(task, state, record)
            case "task.step":
                return self.stepped(task, state, record)
            case "task.wait":
                return self.waited(task, state)
            case "task.end":
                return self.ended(task, state, record)
            case "task.freed":
                self.freed(task, state, record)
        return True

    def no(self, what: str) -> bool:
        """The record is left out."""
        self.lost[what] += 1
        return False

    def readied(self, task: int, state: _State, record: Wire) -> bool:
        """A task.ready; a second one for the same step is the same as the first."""
        if state is _State.OVER:
            return self.no("records of tasks that were over")
        if task in self.ready:
            record["n"] = self.ready[task]["n"]
            return False
        self.ready[task] = record
        if state is not _State.RUNNING:
            self.states[task] = _State.READY
        return True

    def stepped(self, task: int, state: _State, record: Wire) -> bool:
        """A task.step."""
        if state is _State.OVER:
            return self.no("records of tasks that were over")
        if state is _State.RUNNING:
            self.add("task.wait", record)
            state = _State.WAITING
        if state is _State.WAITING and task not in self.ready:
            self.add("task.ready", record)
        self.ready.pop(task, None)
        self.states[task] = _State.RUNNING
        return True

    def freed(self, task: int, state: _State, record: Wire) -> None:
        """A task.freed: its step is over, although in a file a step lasts until something else begins."""
        if state is _State.RUNNING:
            self.insert("task.wait", record)
            self.ended_early.add(task)
        self.states[task] = _State.OVER

    def waited(self, task: int, state: _State) -> bool:
        """A task.wait."""
        if task in self.ended_early:
            self.ended_early.discard(task)
            return False
        if state is not _State.RUNNING:
            return self.no("ends of steps that did not begin")
        self.states[task] = _State.READY if task in self.ready else _State.WAITING
        return True

    def ended(self, task: int, state: _State, record: Wire) -> bool:
        """A task.end."""
        if state is _State.OVER or record.get("outcome") not in ENDS:
            return self.no("ends of tasks that were over")
        if state is not _State.RUNNING:
            self.stepped(task, state, record)
            self.add("task.step", record)
        self.states[task] = _State.OVER
        return True
