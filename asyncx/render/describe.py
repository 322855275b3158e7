"""One record in words: who it is about, where it happened, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..trace.model import Error, Place, Record, Trace
from ..trace.names import short_error
from .words import duration

_SAID = {"start": "starts", "return": "returns", "throw": "is given", "catch": "meets", "raise": "raises"}
_LEFT = {"returned": "ended", "raised": "raised", "cancelled": "was cancelled"}
_TOLD = frozenset({"class", "made"})
_NOT_IN_DETAIL = frozenset(
    {"where", "via", "task", "loop", "line", "stack", "error", "name", "because", "at", "made"}
)


class Namer:
    """Names for the numbers in the records of one trace."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._several = sum(not task.internal for task in trace.tasks) > 1
        self._tasks = {task.number: task.title for task in trace.tasks}
        self._threads = {thread.number: thread.name for thread in trace.threads}
        self._coros = {
            record.data["coro"]: record.data for record in trace.records if record.kind == "coro.start"
        }

    def task(self, number: object) -> str:
        """`Task-1 main`."""
        return self._tasks.get(number, f"task {number}") if isinstance(number, int) else "no task"

    def coro(self, number: object) -> str:
        """`fetch`."""
        return last_part(str(self._coros.get(number, {}).get("name", f"coroutine {number}")))

    def task_of(self, record: Record) -> object:
        """The number of the task that a record of a task or a coroutine belongs to."""
        coro = self._coros.get(record.data.get("coro"), {})
        return record.data.get("task", coro.get("task"))

    def in_task(self, record: Record) -> str:
        """` in Task-2 fetch`, or nothing where there is only one task."""
        return f" in {self.task(self.task_of(record))}" if self._several else ""

    def thing(self, value: object) -> str:
        """What a task waits on: `{"task": 2}`, `{"future": 1}`; of an object its class, and what is in it."""
        if isinstance(value, Mapping):
            told = {"task": self.task(value.get("task"))}
            told["object"] = f"{value.get('class', 'object')} {value.get('object')}"
            told["counts"] = _counts(value.get("counts"))
            told["peer"] = f"connected to {value.get('peer')}"
            parts = (
                told.get(kind, f"{kind} {number}") for kind, number in value.items() if kind not in _TOLD
            )
            return ", ".join(filter(None, parts))
        return "" if value is None else str(value)

    def who(self, record: Record) -> str:
        """The task, loop or thread that a record is about, or that did what it says."""
        task = self.task_of(record)
        if task is not None:
            return self.task(task)
        cause = self._trace.index.get(record.because) if record.because else None
        if cause is not None and cause.kind == "task.step" and not record.kind.startswith("loop."):
            return self.task(cause.data["task"])
        if "loop" in record.data:
            return "loop" if len(self._trace.loops) == 1 else f"loop {record.data['loop']}"
        return self._threads.get(record.thread, f"thread {record.thread}") if record.thread > 1 else ""

    def place(self, record: Record) -> Place | None:
        """The line of the program that a record belongs to."""
        data = record.data
        where = data.get("where")
        if where is None and data.get("stack"):
            stack = data["stack"]
            own = [frame for frame in stack if not str(frame[0]).startswith("asyncio/")]
            where = (own or stack)[-1]
        if where is None and "line" in data and data.get("coro") in self._coros:
            begun = self._coros[data["coro"]]["where"]
            where = [begun[0], data["line"], begun[2]]
        return None if where is None else Place(str(where[0]), int(where[1]), str(where[2]))

    def detail(self, record: Record) -> str:
        """What a record says beyond its kind, its subject and its place."""
        family, _, verb = record.kind.partition(".")
        data = record.data
        match family:
            case "run":
                return _run(verb, data)
            case "loop":
                return _loop(verb, data)
            case "task":
                return self._task(verb, data)
            case "timer" | "handle":
                due = f"due at {duration(data['due'])}" if "due" in data else ""
                safe = "from any thread" if data.get("threadsafe") else ""
                parts = (due, str(data.get("callback", "")), safe)
                left = f", its block {_LEFT[data['outcome']]}" if data.get("outcome") in _LEFT else ""
                return (
                    ", ".join(filter(None, parts)) + (_by(data) if verb in ("new", "cancel") else "") + left
                )
            case "future":
                return f"future {data.get('future')} {_outcome(data)}".rstrip() + _by(data)
            case "coro":
                said = _SAID.get(verb, verb)
                return f"{self.coro(data.get('coro'))} {said} {error_words(data.get('error'))}".rstrip()
            case "thread":
                until = f" until {duration(data['until'])}" if isinstance(data.get("until"), int) else ""
                return str(data.get("name") or data.get("what") or "") + until
            case "lock" | "semaphore":
                age = f", {duration(data['age'])} ago" if "age" in data else ""
                places = f", one of {data['places']} places" if data.get("places", 1) > 1 else ""
                return f"{family.capitalize()} {data.get('object')}{places}{age}"
            case "queue":
                return f"{data.get('class', 'Queue')} {data.get('object', '')}: {_counts(data.get('counts'))}"
            case "generator":
                return self._generator(data)
            case "out":
                return f"{data.get('stream', 'stdout')}: {data.get('text', '')}"
            case _:
                return self._any(data)

    def _task(self, verb: str, data: Mapping[str, Any]) -> str:
        match verb:
            case "new":
                more = f", and {data['tasks'] - 1} more like it" if data.get("tasks", 1) > 1 else ""
                return f"{data.get('coro')}(){', eager' if data.get('eager') else ''}{_by(data)}{more}"
            case "ready":
                return (
                    f"{self.thing(data['future'])} is done" if "future" in data else "its next step is queued"
                )
            case "wait":
                if "on" not in data and "stack" not in data:
                    return "what for was not recorded"  # of a watched program, when it is soon over
                stack = " > ".join(last_part(str(frame[2])) for frame in data.get("stack", ()))
                how = f"on {self.thing(data['on'])}" if data.get("on") else "which yields"
                return ", ".join(filter(None, (stack, how)))
            case "end":
                return _outcome(data)
            case "cancel":
                message = f' with "{data["message"]}"' if data.get("message") else ""
                waits = f", was waiting on {self.thing(data['waits_on'])}" if "waits_on" in data else ""
                verdict = "accepted" if data.get("accepted") else "refused"
                return f"cancellation {verdict}{message}{waits}{_by(data)}"
            case "freed":
                return "freed while pending" if data.get("pending") else "freed"
            case _:
                return self._any(data)

    def _generator(self, data: Mapping[str, Any]) -> str:
        stands = f" at line {data['at'][1]}" if "at" in data else ""
        rest = ", with something to clean up" if data.get("cleanup") else ""
        return f"{data.get('generator')}() was left{stands}{rest}"

    def _any(self, data: Mapping[str, Any]) -> str:
        parts = []
        for key, value in data.items():
            if key not in _NOT_IN_DETAIL and value not in (None, False, ""):
                words = self.thing(value) if isinstance(value, Mapping) else str(value)
                parts.append(key if value is True else f"{key} {words}")
        if "error" in data:
            parts.append(error_words(data["error"]))
        return ", ".join(parts) + _by(data)


def _counts(value: object) -> str:
    """`2 items, 1 getter`."""
    if not isinstance(value, Mapping):
        return ""
    told = ((number, name.removesuffix("s") if number == 1 else name) for name, number in value.items())
    return ", ".join(f"{number} {name}" for number, name in told if name != "most")


def _run(verb: str, data: Mapping[str, Any]) -> str:
    if verb == "start":
        return f"{data.get('implementation')} {data.get('python')}, {data.get('clock')} clock"
    return " ".join(filter(None, (str(data.get("how", "")), error_words(data.get("error")))))


def _loop(verb: str, data: Mapping[str, Any]) -> str:
    match verb:
        case "turn":
            return f"{data['events']} ready for reading or writing" if data.get("events") else ""
        case "idle":
            until = data.get("until")
            return "sleeps until something happens" if until is None else f"sleeps until {duration(until)}"
        case "set":
            return (
                f"loop {data['loop']} is the current one" if "loop" in data else "no loop is the current one"
            )
        case "starved":
            return f"waited {duration(data['waited'])} for a CPU since {duration(data['since'])}"
        case "stuck":
            return "nothing but a signal can wake it"
        case "foreign":
            return f"given {data.get('callback') or 'a step'}, and not woken{_by(data)}"
        case _:
            return str(data.get("class", "")) + _by(data)


def _outcome(data: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (str(data.get("outcome", "")), error_words(data.get("error")))))


def _by(data: Mapping[str, Any]) -> str:
    """The function of asyncio that the program called."""
    via = data.get("via")
    return f" by {str(via[-1]).rpartition('.')[2]}()" if via else ""


def last_part(qualname: str) -> str:
    """`fetch` for "main.<locals>.fetch"."""
    return qualname.rpartition(".")[2]


def error_words(data: object) -> str:
    """`TimeoutError: too late (caused by CancelledError)`."""
    if not isinstance(data, Mapping):
        return ""
    known = {name: data[name] for name in ("type", "module", "message", "cause", "context") if name in data}
    error = Error(**{"module": "", "message": "", **known})
    cause = f" (because of {error.cause})" if error.cause else ""
    return short_error(error) + (f": {error.message}" if error.message else "") + cause
