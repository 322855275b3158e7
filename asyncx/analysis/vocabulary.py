"""The words in which a fact is read off a trace: `printed`, `task("fetch").end`, `warnings` and so on."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeVar

from ..trace.model import Coro, Run, Task, TaskState, Trace
from ..trace.names import short_dotted, short_error

Ms = int | float
"""A time in milliseconds: an int when whole."""

TIMES = frozenset({"start", "end", "held", "turns"})
"""Words whose value depends on the clock: they are judged only where the clock is virtual."""

LOUD = frozenset({"CRITICAL", "ERROR", "WARNING"})
"""The levels of asyncio's logger that reach a program which has not set up logging."""


class Unreadable(Exception):
    """A fact asks for something that this trace does not have; the text says what."""


@dataclass(frozen=True, slots=True)
class TaskView:
    """What a fact may ask of one task."""

    name: str
    coro: str
    outcome: str
    error: str | None
    message: str | None
    cause: str | None
    start: Ms
    end: Ms | None
    steps: int
    waits: list[str]
    cancels: int
    delivered: int
    swallowed: bool
    maker: str | None
    eager: bool
    freed: bool
    cancelled_by: list[str]


@dataclass(frozen=True, slots=True)
class CoroView:
    """What a fact may ask of one coroutine."""

    outcome: str
    error: str | None
    message: str | None
    start: Ms
    end: Ms | None
    task: str | None


TASK_WORDS = tuple(field.name for field in fields(TaskView))
CORO_WORDS = tuple(field.name for field in fields(CoroView))


def milliseconds(ns: int) -> Ms:
    """`ns` nanoseconds in milliseconds, an int when whole."""
    whole, rest = divmod(ns, 1_000_000)
    return whole if rest == 0 else ns / 1_000_000


def last_part(qualname: str) -> str:
    """`fetch` for "main.<locals>.fetch"."""
    return qualname.rpartition(".")[2]


def outcome_words(run: Run) -> str:
    """How a run ended: "returned", "raised TimeoutError", "exited 3", "deadlock" ..."""
    if run.end == "raised" and run.error is not None:
        return f"raised {short_error(run.error)}"
    if run.end == "exited":
        return f"exited {run.code or 0}"
    return run.end


def user_tasks(trace: Trace) -> list[Task]:
    """The tasks of the program in order of creation, without those that asyncio makes for itself."""
    return sorted((task for task in trace.tasks if not task.internal), key=lambda task: task.first)


class Vocabulary:
    """The words for one trace: `names` are values, `task` and `coro` are called."""

    def __init__(self, trace: Trace) -> None:
        self._tasks = user_tasks(trace)
        self._coro_of = {task.number: last_part(task.coro) for task in trace.tasks}
        self._coros = sorted(
            [coro for task in trace.tasks for coro in task.coros] + list(trace.strays),
            key=lambda coro: coro.first,
        )
        error = trace.run.error
        held = [hold.end - hold.start for hold in trace.holds if hold.loop is not None]
        pending = [timer for timer in trace.timers if timer.fired_at is None and timer.cancelled_at is None]
        self.names: dict[str, object] = {
            "printed": _lines(trace, "stdout"),
            "printed_errors": _lines(trace, "stderr"),
            "outcome": outcome_words(trace.run),
            "error": short_error(error) if error else None,
            "message": error.message if error else None,
            "cause": short_dotted(error.cause) if error and error.cause else None,
            "end": milliseconds(trace.end),
            "turns": sum(loop.turns for loop in trace.loops),
            "loops": [loop.class_name for loop in trace.loops],
            "threads": [thread.name for thread in sorted(trace.threads, key=lambda thread: thread.number)],
            "tasks": [task.title for task in self._tasks],
            "warnings": [f"{data['category']}: {data['message']}" for data in _data(trace, "warning")],
            "logged": [str(data["message"]) for data in _data(trace, "log") if data["level"] in LOUD],
            "handled": [str(data["message"]) for data in _data(trace, "handler")],
            "held": milliseconds(max(held, default=0)),
            "timers_left": len(pending),
        }

    def task(self, name: str, which: int = 1) -> TaskView:
        """The `which`-th task (from 1) called `name`, by its own name or by its coroutine's."""
        found = [task for task in self._tasks if name in (task.name, task.title, last_part(task.coro))]
        task = _pick(found, "task", name, which, [task.title for task in self._tasks])
        return TaskView(
            name=task.name,
            coro=last_part(task.coro),
            outcome=str(task.outcome),
            error=short_error(task.error) if task.error else None,
            message=task.error.message if task.error else None,
            cause=short_dotted(task.error.cause) if task.error and task.error.cause else None,
            start=milliseconds(task.start),
            end=None if task.end is None else milliseconds(task.end),
            steps=task.steps,
            waits=_waits(task),
            cancels=len(task.cancels),
            delivered=sum(request.delivered is not None for request in task.cancels),
            swallowed=task.swallowed,
            maker=None if task.maker is None else self._coro_of.get(task.maker),
            eager=task.eager,
            freed=task.freed is not None,
            cancelled_by=[request.route for request in task.cancels],
        )

    def coro(self, name: str, which: int = 1) -> CoroView:
        """The `which`-th coroutine (from 1) whose function is called `name`."""
        found = [coro for coro in self._coros if last_part(coro.name) == name]
        known = [last_part(coro.name) for coro in self._coros if not coro.internal]
        coro: Coro = _pick(found, "coroutine", name, which, known)
        return CoroView(
            outcome=str(coro.outcome),
            error=short_error(coro.error) if coro.error else None,
            message=coro.error.message if coro.error else None,
            start=milliseconds(coro.start),
            end=None if coro.end is None else milliseconds(coro.end),
            task=None if coro.task is None else self._coro_of.get(coro.task),
        )


def _waits(task: Task) -> list[str]:
    """What the task waited for, one label a wait, though a cancellation splits its span in two."""
    labels: list[str] = []
    waiting = False
    for span in task.spans:
        before, waiting = waiting, span.state in (TaskState.WAITING, TaskState.CANCELLING)
        if waiting and not (before and labels and labels[-1] == span.label):
            labels.append(span.label)
    return labels


_Item = TypeVar("_Item", Task, Coro)


def _pick(found: list[_Item], what: str, name: str, which: int, known: list[str]) -> _Item:
    if 1 <= which <= len(found):
        return found[which - 1]
    if found:
        raise Unreadable(f'there are only {len(found)} of {what} "{name}"')
    names = ", ".join(dict.fromkeys(known)) or "none"
    raise Unreadable(f'no {what} "{name}" ran; there were: {names}')


def _data(trace: Trace, kind: str) -> list[dict[str, object]]:
    return [dict(record.data) for record in trace.records if record.kind == kind]


def _lines(trace: Trace, stream: str) -> list[str]:
    return [str(data["text"]) for data in _data(trace, "out") if data["stream"] == stream]
