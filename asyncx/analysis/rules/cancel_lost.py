"""Cancellations that were asked for, and never arrived where they were meant."""

from __future__ import annotations

from collections.abc import Iterable

from ...trace.model import CancelRequest, Outcome, Task, Trace
from ..finding import Finding, Severity
from ..story import Story, story_of
from ..words import ms
from .common import dropped_by_asyncio, line_at, made_here, uncancels

NAME = "cancel-lost"


def check(trace: Trace) -> Iterable[Finding]:
    """Requests that a task accepted and that never reached it; not those that were taken back."""
    story = story_of(trace)
    for task in made_here(story):
        who = story.who(task.number)
        for asked in task.cancels:
            why = _why(story, task, asked)
            if why:
                yield Finding(
                    rule=NAME,
                    severity=Severity.WARNING,
                    sentence=f"{who} was asked to stop at {ms(asked.t)}, and went on: {why}.",
                    fragment=who,
                    fix="look at what it did: await asyncio.wait([task]), then task.cancelled()",
                    place=line_at(story, task, asked.n) or asked.place or task.place,
                    record=task.last or asked.n,
                    start=asked.t,
                    end=task.end or story.trace.end,
                    tasks=(task.number,),
                )
                break


def _why(story: Story, task: Task, asked: CancelRequest) -> str:
    """How a request was lost, "" when it was not."""
    ended = task.last is not None and task.outcome is not Outcome.CANCELLED
    if not ended or not asked.accepted or asked.asker == task.number or _taken_back(story, task, asked):
        return ""
    if asked.delivered is not None:
        return (task.swallowed and dropped_by_asyncio(story, task, asked)) or ""
    if asked.route.startswith(("TaskGroup.", "Timeout.")):
        return ""
    waits = story.index[asked.n].data.get("waits_on", {})
    if "task" in waits:
        return f"the request was passed on to {story.who(waits['task'])}, which it awaited and which refused"
    if "gather" in waits:
        return "the request was passed on to the tasks of its gather(), which refused"
    return "no CancelledError was raised in it"


def _taken_back(story: Story, task: Task, asked: CancelRequest) -> bool:
    return any(record.n > asked.n for record in uncancels(story).get(task.number, []))
