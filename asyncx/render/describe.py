"""One record in words: who it is about, where it happened, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..trace.model import Error, Place, Record, Trace
from ..trace.names import short_error
from .words import duration

_NOT_IN_DETAIL = frozenset({"where", "via", "task", "loop", "line", "stack", "error", "name", "because"})


class Namer:
    """Names for the numbers in the records of one trace."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._tasks = {task.number: task.title for task in trace.tasks}
        self._threads = {thread.number: thread.name for thread in trace.threads}
        self._coros = {
            record.data["coro"]: record.data for record in trace.records if record.kind == "coro.start"
        }
        self._first_steps = {task.number: task.coro for task in trace.tasks}

    def task(self, number: object) -> str:
        """`Task-1 main`."""
        return self._tasks.get(number, f"task {number}") if isinstance(number, int) else "?"

    def coro(self, number: object) -> str:
        """`fetch`."""
        return str(self._coros.get(number, {}).get("name", f"coroutine {number}")).rpartition(".")[2]

    def thing(self, value: object) -> str:
        """What a task waits on: `{"task": 2}`, `{"future": 1}`."""
        if isinstance(value, Mapping):
            return ", ".join(
                self.task(number) if kind == "task" else f"{kind} {number}" for kind, number in value.items()
            )
        return "" if value is None else str(value)

    def who(self, record: Record) -> str:
        """The task, loop or thread that a record is about."""
        data = record.data
        if "task" in data:
            return self.task(data["task"])
        coro = self._coros.get(data.get("coro"))
        if coro is not None and "task" in coro:
            return self.task(coro["task"])
        if record.kind.startswith(("thread.", "job.")) or "loop" not in data:
            cause = self._trace.index.get(record.because) if record.because else None
            if cause is not None and cause.kind == "task.step":
                return self.task(cause.data["task"])
            return self._threads.get(record.thread, f"thread {record.thread}") if record.thread > 1 else ""
        return "loop" if len(self._trace.loops) == 1 else f"loop {data['loop']}"

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
        return _DETAILS.get(record.kind.partition(".")[0], _plain_detail)(record, record.data, self)


def error_words(data: object) -> str:
    """`TimeoutError: too late (caused by CancelledError)`."""
    if not isinstance(data, Mapping):
        return ""
    known = {name: data[name] for name in ("type", "module", "message", "cause", "context") if name in data}
    error = Error(**{"module": "", "message": "", **known})
    cause = f" (because of {error.cause})" if error.cause else ""
    return short_error(error) + (f": {error.message}" if error.message else "") + cause


def _plain_detail(record: Record, data: Mapping[str, Any], names: Namer) -> str:
    parts = []
    for key, value in data.items():
        if key not in _NOT_IN_DETAIL and value not in (None, False, ""):
            words = names.thing(value) if isinstance(value, Mapping) else str(value)
            parts.append(key if value is True else f"{key} {words}")
    if "error" in data:
        parts.append(error_words(data["error"]))
    return ", ".join(parts) + _by(data)


def _by(data: Mapping[str, Any]) -> str:
    """The function of asyncio that the program called."""
    via = data.get("via")
    return f" by {str(via[-1]).rpartition('.')[2]}()" if via else ""


def _run(record: Record, data: Mapping[str, Any], names: Namer) -> str:
    if record.kind == "run.start":
        return f"{data.get('implementation')} {data.get('python')}, {data.get('clock')} clock"
    return " ".join(filter(None, (str(data.get("how", "")), error_words(data.get("error")))))


def _loop(record: Record, data: Mapping[str, Any], names: Namer) -> str:
    if record.kind == "loop.turn":
        events = f", {data['events']} ready for reading or writing" if data.get("events") else ""
        return f"turn {data.get('turn')}{events}"
    if record.kind == "loop.idle":
        until = data.get("until")
        return "sleeps until something happens" if until is None else f"sleeps until {duration(until)}"
    if record.kind == "loop.set":
        return f"loop {data['loop']} is the current one" if "loop" in data else "no loop is the current one"
    return str(data.get("class", "")) + _by(data)


def _task(record: Record, data: Mapping[str, Any], names: Namer) -> str:
    verb = record.kind.partition(".")[2]
    if verb == "new":
        return f"{data.get('coro')}(){', eager' if data.get('eager') else ''}{_by(data)}"
    if verb == "ready":
        return f"{names.thing(data['future'])} is done" if "future" in data else "will take its first step"
    if verb == "wait":
        stack = " > ".join(str(frame[2]).rpartition(".")[2] for frame in data.get("stack", ()))
        return f"{stack} waits on {names.thing(data.get('on'))}" if data.get("on") else f"{stack} yields"
    if verb == "end":
        return " ".join(filter(None, (str(data.get("outcome", "")), error_words(data.get("error")))))
    if verb == "cancel":
        message = f' with "{data["message"]}"' if data.get("message") else ""
        waits = f", was waiting on {names.thing(data['waits_on'])}" if "waits_on" in data else ""
        return f"cancellation {'accepted' if data.get('accepted') else 'refused'}{message}{waits}{_by(data)}"
    if verb == "freed":
        return "freed while pending" if data.get("pending") else "freed"
    return _plain_detail(record, data, names)


def _timer(record: Record, data: Mapping[str, Any], names: Namer) -> str:
    due = f", due at {duration(data['due'])}" if "due" in data else ""
    return f"timer {data.get('handle')} {data.get('callback', '')}".rstrip() + due + _by(data)


def _handle(record: Record, data: Mapping[str, Any], names: Namer) -> str:
    safe = ", from any thread" if data.get("threadsafe") else ""
    return f"callback {data.get('handle')} {data.get('callback', '')}".rstrip() + safe + _by(data)


def _future(record: Record, data: Mapping[str, Any], names: Namer) -> str:
    outcome = " ".join(filter(None, (str(data.get("outcome", "")), error_words(data.get("error")))))
    return f"future {data.get('future')} {outcome}".rstrip() + _by(data)


def _coro(record: Record, data: Mapping[str, Any], names: Namer) -> str:
    verb = record.kind.partition(".")[2]
    said = {"start": "starts", "return": "returns", "throw": "is given", "catch": "meets", "raise": "raises"}
    error = error_words(data.get("error"))
    return f"{names.coro(data.get('coro'))} {said.get(verb, verb)} {error}".rstrip()


def _out(record: Record, data: Mapping[str, Any], names: Namer) -> str:
    return f"{data.get('stream', 'stdout')}: {data.get('text', '')}"


def _thread(record: Record, data: Mapping[str, Any], names: Namer) -> str:
    until = f" until {duration(data['until'])}" if isinstance(data.get("until"), int) else ""
    return str(data.get("name") or data.get("what") or "") + until


_DETAILS = {
    "run": _run,
    "loop": _loop,
    "task": _task,
    "timer": _timer,
    "handle": _handle,
    "future": _future,
    "coro": _coro,
    "out": _out,
    "thread": _thread,
}
