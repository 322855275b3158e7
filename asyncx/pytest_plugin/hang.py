"""What a loop was waiting for when its test was stopped from outside: by a time limit, or by Ctrl-C."""

from __future__ import annotations

from ..analysis.finding import Finding, Severity
from ..analysis.story import Story, line_of
from ..analysis.words import listed, ms
from ..trace.model import Place, Record, Span, Task, TaskState, Trace

NAME = "hang"
MOST = 5
"""Tasks that are named: those that began to wait last."""

_ASIDE = ("loop.turn", "loop.starved", "loop.stuck")
"""Records that an idle loop may have between its wait and the end of it: nothing of the program's has run."""

_WAITING = (TaskState.WAITING, TaskState.CANCELLING)


def hang(trace: Trace) -> tuple[Finding, ...]:
    """A finding when a loop was stopped that had nothing to do, while tasks waited; else none."""
    stopped = _stopped(trace)
    waiting = sorted(_waits(trace, stopped), key=lambda found: found[1].start) if stopped else []
    if stopped is None or not waiting:
        return ()
    story = Story(trace)
    task, span = waiting[-1]
    words = [_words(story, *one, stopped) for one in reversed(waiting)]
    record, place = _line(story, task, stopped)
    return (
        Finding(
            rule=NAME,
            severity=Severity.PROBLEM,
            sentence=f"The test was stopped after {ms(stopped.t - span.start)} in which its loop had nothing "
            f"to do: {listed(words, MOST)}.",
            fragment=story.who(task.number),
            fix="",
            place=place,
            record=record.n if record is not None else task.first,
            start=span.start,
            end=stopped.t,
            tasks=tuple(one.number for one, _ in waiting),
        ),
    )


def _stopped(trace: Trace) -> Record | None:
    """The record at which a loop, idle until then, was stopped, or the trace ended; None when none was."""
    idle: dict[int, Record] = {}
    found = None
    for record in trace.records:
        if record.kind == "task.cancel" and any("_on_sigint" in name for name in record.data.get("via", ())):
            return record
        if record.kind == "loop.stop" and record.thread in idle:
            found = record
        if record.kind == "run.end" and idle and record.data.get("how") == "interrupted":
            found = record
        if record.kind == "loop.idle":
            idle[record.thread] = record
        elif record.kind not in _ASIDE:
            idle.pop(record.thread, None)
    return found


def _waits(trace: Trace, stopped: Record) -> list[tuple[Task, Span]]:
    return [
        (task, span)
        for task in trace.tasks
        if not task.internal
        for span in task.spans
        if span.state in _WAITING and span.first < stopped.n and (span.last is None or span.last >= stopped.n)
    ]


def _words(story: Story, task: Task, span: Span, stopped: Record) -> str:
    place = _line(story, task, stopped)[1]
    on = f" for {span.label}" if span.label else ""
    return f"{story.who(task.number)} waited{on}" + (f" at {place.file}:{place.line}" if place else "")


def _line(story: Story, task: Task, stopped: Record) -> tuple[Record | None, Place | None]:
    """The last wait of a task before `stopped`, and the line of the program at which it stood."""
    waits = [record for record in story.waits.get(task.number, []) if record.n <= stopped.n]
    return (waits[-1], line_of(waits[-1])) if waits else (None, None)
