"""An event in a few plain words, for the chain of causes: "Task-2 fetch waits for sleep(1)"."""

from __future__ import annotations

from collections.abc import Mapping

from ...trace.model import Record
from ..describe import error_words
from ..stepping import number_in, waits_for
from ..words import duration
from .subject import LONGEST, Subject

_TASK = {
    "new": "is made",
    "ready": "is ready",
    "step": "runs",
    "uncancel": "forgets a cancellation",
    "name": "gets its name",
    "freed": "is garbage-collected",
}
_CALLBACK = {"new": "is queued", "run": "runs", "end": "is over", "cancel": "is taken back", "fire": "fires"}
_LOOP = {
    "new": "is made",
    "run": "begins to run",
    "idle": "sleeps",
    "stop": "stops",
    "close": "is closed",
}
_ENDS = {"returned": "returned", "cancelled": "was cancelled", "raised": "raised"}


def brief(subject: Subject, position: int) -> str:
    """What happened at a position; not yet safe to print, and at most LONGEST characters."""
    record = subject.record(position)
    return _words(subject, record)[:LONGEST] if record is not None else "nothing yet"


def _words(subject: Subject, record: Record) -> str:
    family, _, verb = record.kind.partition(".")
    data = record.data
    match family:
        case "task":
            return f"{subject.names.task(data.get('task'))[:LONGEST]} {_task(subject, record, verb)}"
        case "timer" | "handle":
            title = subject.callbacks.title(number_in(record, "handle"))[:LONGEST]
            if verb == "new" and family == "timer":
                return f"timer set for {duration(data['due'])}: {title}"
            return f"{'timer ' * (family == 'timer')}{title} {_CALLBACK.get(verb, verb)}"
        case "loop" if verb == "turn":
            return f"turn {data.get('turn', '')} of {_loop(subject, record)}"
        case "loop" if verb in _LOOP:
            return f"{_loop(subject, record)} {_LOOP[verb]}"
        case "future" if verb == "done":
            error = _error(data.get("error"))
            how = "is cancelled" if data.get("outcome") == "cancelled" else "is done"
            return f"future {data.get('future')} {f'gets {error}' if error else how}"
        case "future" if verb == "new":
            return f"future {data.get('future')} is made"
        case "coro" | "out":
            return subject.names.detail(record)
        case "run" if verb == "start":
            return "the program starts"
    return " ".join(filter(None, (record.kind, subject.names.who(record))))


def _task(subject: Subject, record: Record, verb: str) -> str:
    data = record.data
    if verb == "wait":
        task = subject.tasks.get(data["task"])
        what = waits_for(task, record.n) if task is not None else ""
        what = "its next turn" if what == "yield" else what
        return f"waits for {what}" if what else "waits"
    if verb == "end":
        how = _ENDS.get(str(data.get("outcome")), "ended")
        return f"{how} {_error(data.get('error'))}".strip() if how == "raised" else how
    if verb == "cancel":
        return "is asked to cancel" if data.get("accepted") else "cannot be cancelled any more"
    return _TASK.get(verb, verb)


def _loop(subject: Subject, record: Record) -> str:
    return "the loop" if len(subject.trace.loops) < 2 else f"loop {record.data.get('loop', '')}"


def _error(error: object) -> str:
    """The name of an exception alone."""
    return error_words({**error, "message": "", "cause": None}) if isinstance(error, Mapping) else ""
