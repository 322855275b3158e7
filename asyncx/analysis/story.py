"""A trace as a story: who is called what, what happened inside each step, and the code that stood there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from ..kernel.wire import INSTALLED
from ..trace.acting import Actor, actors
from ..trace.model import Coro, Place, Record, Task, Trace
from ..trace.records import is_cancelled, place_of
from .calls import first_expression, internal, is_closing, public, without_comment
from .vocabulary import last_part
from .words import cut

REAL_SLACK = 10_000_000
"""How late things come on a real clock without any cause that is worth a word (ns)."""


class Story:
    """What sentences about one trace need to look up; made once, then only read."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.records = trace.records
        self.index = trace.index
        self.tasks = {task.number: task for task in trace.tasks}
        self.slack = 0 if trace.run.clock == "virtual" else REAL_SLACK
        """Times that differ by no more are taken for the same (ns)."""
        self.memo: dict[str, Any] = {}
        """What rules have worked out and others need again, by a name of theirs."""
        self.users = [task for task in trace.tasks if not task.internal]

    @cached_property
    def coros(self) -> dict[int, Coro]:
        """All coroutines by number."""
        every = [coro for task in self.trace.tasks for coro in task.coros] + list(self.trace.strays)
        return {coro.number: coro for coro in every}

    @cached_property
    def acting(self) -> dict[int, Actor]:
        """Who was acting at each record."""
        return actors(self.records)

    @cached_property
    def _lines(self) -> list[str]:
        return self.trace.run.source.splitlines()

    @cached_property
    def _names(self) -> dict[int, str]:
        coros = Counter(last_part(task.coro) for task in self.users)
        names = {}
        for task in self.trace.tasks:
            generic = task.name.startswith("Task-") and task.name[5:].isdigit()
            coro = last_part(task.coro)
            unnamed = task.title == task.name  # 3.13.0 calls every task "None" once a factory is set
            name = task.title if not unnamed else task.name
            name = coro if name == "None" else name
            name = task.name if coro.startswith("_") and not unnamed and task.name else name
            telling = coros[coro] == 1 and not (task.coros and task.coros[0].internal) and coro[:1] != "_"
            names[task.number] = coro if generic and telling and coro != "sleep" else name
            if is_closing(task):
                closed = self.closes(task)
                names[task.number] = f"closing {public(closed.name)}()" if closed is not None else name
        return names

    def closes(self, task: Task) -> Coro | None:
        """The async generator of another task that this one runs to its end."""
        for step in self.steps.get(task.number, ()):
            for record in self.inside(step):
                coro = self.coros.get(record.data["coro"]) if record.kind.startswith("coro.") else None
                if coro is not None and not coro.internal and coro.task != task.number:
                    return coro
        return None

    @cached_property
    def futures(self) -> dict[int, Record]:
        """The future.new record of each future that a loop made."""
        return {record.data["future"]: record for record in self.of_kind("future.new")}

    @cached_property
    def made_by(self) -> dict[int | None, list[Task]]:
        """The tasks of the program by the task that made them."""
        found: dict[int | None, list[Task]] = {}
        for task in self.users:
            found.setdefault(task.maker, []).append(task)
        return found

    @cached_property
    def shields(self) -> dict[int | None, int]:
        """The first use of shield() by each task, as a record number."""
        found: dict[int | None, int] = {}
        for record in self.of_kind("future.new"):
            if "shield" in record.data.get("via", ()):
                found.setdefault(self.actor(record), record.n)
        return found

    @cached_property
    def shielded(self) -> set[int]:
        """The tasks that shield() made, or that a task that used it had made or been given."""
        made = {task.number for task in self.users if "shield" in self.index[task.first].data.get("via", ())}
        return made | {task.number for user in self.shields for task in self.made_by.get(user, ())}

    def who(self, task: int | None) -> str:
        """What a task is called in a sentence: its own name, its coroutine's when that is enough, or both."""
        if task is None:
            return "the loop"
        return self._names.get(task, f"task {task}")

    def coro_name(self, number: object) -> str:
        """The name of a coroutine's function, "Timeout.__aexit__" by its public name."""
        coro = self.coros.get(number) if isinstance(number, int) else None
        return public(coro.name) if coro else "a coroutine"

    def step(self, record: Record | None) -> Record | None:
        """The step or the callback in which `record` was written: a task.step, handle.run or timer.fire."""
        actor = self.acting.get(record.n) if record else None
        return self.index.get(actor.since) if actor else None

    def actor(self, record: Record | None) -> int | None:
        """The task in whose step `record` was written; for a step itself, its own task."""
        if record is None:
            return None
        if record.kind == "task.step":
            return int(record.data["task"])
        actor = self.acting.get(record.n)
        return actor.task if actor else None

    @cached_property
    def _within(self) -> dict[int, list[Record]]:
        found: dict[int, list[Record]] = {}
        for record in self.records:
            actor = self.acting.get(record.n)
            if actor is not None:
                found.setdefault(actor.since, []).append(record)
        return found

    def inside(self, step: Record) -> list[Record]:
        """The records of one step or callback in order, without those of an eager task's step inside it."""
        return self._within.get(step.n, [])

    @cached_property
    def _waits(self) -> dict[int, Record]:
        found: dict[int, Record] = {}
        last: dict[int, Record] = {}
        for record in self.of_kind("task.wait", "task.step"):
            task = record.data["task"]
            if record.kind == "task.wait":
                last[task] = record
            elif task in last:
                found[record.n] = last[task]
        return found

    def wait_before(self, step: Record) -> Record | None:
        """The task.wait that `step` of the same task ended; None for a first step."""
        return self._waits.get(step.n)

    def chain(self, record: Record) -> list[Record]:
        """The records that made `record` happen, the oldest first, itself last."""
        found = [record]
        while found[-1].because is not None and found[-1].because in self.index:
            found.append(self.index[found[-1].because])
        return found[::-1]

    def place(self, record: Record) -> Place | None:
        """The line of the program at which `record` was written, as far as it is known."""
        where = place_of(record.data.get("where"))
        if where is None and record.kind == "task.wait":
            return self.user_frame(record)
        if where is None and "line" in record.data:
            coro = self.coros.get(record.data.get("coro", 0))
            if coro is not None and not coro.internal:
                return Place(coro.place.file, record.data["line"], coro.place.function)
        return where if where is not None and not internal(where.file) else None

    def user_frame(self, wait: Record | None) -> Place | None:
        """The innermost line of the program in the stack of a task.wait."""
        frames = [place_of(frame) for frame in stack_of(wait) if not internal(frame[0])]
        return frames[-1] if frames else None

    def code(self, place: Place | None, room: int = 40) -> str:
        """The line of source at `place`, without its comment, in at most `room` characters; or ""."""
        if place is None or place.file != self.trace.run.file or not 0 < place.line <= len(self._lines):
            return ""
        return cut(without_comment(self._lines[place.line - 1]), room)

    def awaited(self, place: Place | None) -> str:
        """What is awaited on a line of source: "wait_for(fetch(), 0.1)"; "" where that cannot be said."""
        _, found, after = self.code(place, 200).partition("await ")
        if not found or "await " in after:
            return ""
        expression = first_expression(after.replace("asyncio.", ""))
        return expression if len(expression) <= 32 else ""

    @cached_property
    def _kinds(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for record in self.records:
            found.setdefault(record.kind, []).append(record)
        return found

    def of_kind(self, *kinds: str) -> list[Record]:
        """All records of these kinds, in order."""
        if len(kinds) == 1:
            return self._kinds.get(kinds[0], [])
        return sorted(
            (record for kind in kinds for record in self._kinds.get(kind, ())), key=lambda each: each.n
        )

    @cached_property
    def waits(self) -> dict[int, list[Record]]:
        """The task.wait records of each task, in order."""
        return self._by_task("task.wait")

    @cached_property
    def steps(self) -> dict[int, list[Record]]:
        """The task.step records of each task, in order."""
        return self._by_task("task.step")

    def _by_task(self, kind: str) -> dict[int, list[Record]]:
        found: dict[int, list[Record]] = {}
        for record in self.of_kind(kind):
            found.setdefault(record.data["task"], []).append(record)
        return found

    @cached_property
    def catches(self) -> list[tuple[Record, Coro]]:
        """Where CancelledError came up in a coroutine of the program that then did something about it."""
        found = []
        for record in self.of_kind("coro.catch"):
            coro = self.coros.get(record.data["coro"])
            if coro is not None and not coro.internal and is_cancelled(record.data.get("error")):
                found.append((record, coro))
        return found

    def led_to(self, cause: int | None, record: Record, limit: int = 12) -> bool:
        """Whether record number `cause` is among the nearest causes of `record`."""
        at: Record | None = record
        for _ in range(limit):
            if at is None or at.because is None:
                return False
            if at.because == cause:
                return True
            at = self.index.get(at.because)
        return False


def stack_of(wait: Record | None) -> Sequence[Sequence[Any]]:
    """The frames [file, line, function] of a task.wait, outermost first."""
    stack: Sequence[Sequence[Any]] = wait.data.get("stack", ()) if wait is not None else ()
    return stack


def lines_of(wait: Record | None) -> Iterator[Place]:
    """The lines at which a task.wait stands, the innermost first, but for those of asyncio."""
    return (Place(*frame) for frame in reversed(stack_of(wait)) if not internal(frame[0]))


def line_of(wait: Record | None) -> Place | None:
    """The innermost of them that is the program's own; None where that was not recorded."""
    return next((place for place in lines_of(wait) if not place.file.startswith(INSTALLED)), None)


def user_task(story: Story, task: int | None) -> Task | None:
    """The task with this number, None when it is asyncio's own."""
    found = story.tasks.get(task) if task is not None else None
    return found if found is not None and not found.internal else None


def story_of(trace: Trace) -> Story:
    """The story of `trace`; asked again for the same trace, the one that was made before."""
    if not _latest or _latest[0].trace is not trace:
        _latest[:] = [Story(trace)]
    return _latest[0]


_latest: list[Story] = []
