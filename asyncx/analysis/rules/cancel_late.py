"""Results that were there, and were thrown away by a cancellation or a timeout that came after them."""

from __future__ import annotations

from collections.abc import Iterable

from ...trace.model import CancelRequest, Outcome, Record, Task, Trace
from ..finding import Finding, Severity
from ..story import Story, story_of
from ..verdicts.cancels import requests
from ..words import ms
from .common import line_at, made_here, ours

NAME = "cancel-late"


def check(trace: Trace) -> Iterable[Finding]:
    """Awaited results that a task never saw, and values of tasks that count as cancelled."""
    story = story_of(trace)
    for task, asked in requests(story):
        if ours(task.place) and _came_after_result(story, task, asked):
            by = "its timeout" if "Timeout._on_timeout" in asked.route else "the cancel"
            sentence = (
                f"{story.who(task.number)} lost a result that was there already at {ms(asked.t)}: {by} came "
                "before its next step could take it."
            )
            yield _finding(story, task, asked, sentence)
    for task in made_here(story):
        pending = next((asked for asked in task.cancels if asked.accepted), None)
        returned = bool(task.coros) and task.coros[0].outcome is Outcome.RETURNED
        if task.outcome is Outcome.CANCELLED and returned and pending is not None:
            sentence = (
                f"{story.who(task.number)} returned at {ms(task.end or 0)}, but counts as cancelled: the "
                f"cancel of {ms(pending.t)} was still on its way, and its value is lost."
            )
            yield _finding(story, task, pending, sentence)


def _finding(story: Story, task: Task, asked: CancelRequest, sentence: str) -> Finding:
    return Finding(
        rule=NAME,
        severity=Severity.WARNING,
        sentence=sentence,
        fragment=story.who(task.number),
        fix="keep the task that fetches, and use asyncio.wait(timeout=...), which cancels nothing",
        place=line_at(story, task, asked.n) or task.place,
        record=task.last or asked.n,
        start=asked.t,
        end=task.end or asked.t,
        tasks=(task.number,),
    )


def _came_after_result(story: Story, task: Task, asked: CancelRequest) -> bool:
    """Whether what the task awaited had been given a value, and the cancel came before the task ran again."""
    step = story.step(story.index.get(asked.delivered or 0))
    ready = story.index.get(step.because or 0) if step is not None else None
    if ready is None or ready.n > asked.n or task.outcome is Outcome.RETURNED:
        return False
    done = story.index.get(ready.because or 0) if "future" in ready.data else None
    if done is None or done.kind != "future.done" or done.data.get("outcome") != "returned":
        return False
    return _brings_a_value(story, done)


def _brings_a_value(story: Story, done: Record) -> bool:
    """Whether a future is the program's own; those that asyncio makes for itself only say that it is time."""
    number = done.data.get("future")
    made = story.futures.get(number) if isinstance(number, int) else None
    return made is None or not made.data.get("via")
