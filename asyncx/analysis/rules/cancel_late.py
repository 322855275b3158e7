"""Results that were there, and were thrown away by a cancellation or a timeout that came after them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ...trace.model import CancelRequest, Outcome, Task, Trace
from ..calls import internal
from ..finding import Finding, Severity
from ..story import Story, stack_of, story_of
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
                f"{story.who(task.number)} was kept from a result that was there already at {ms(asked.t)}: "
                f"{by} came before its next step."
            )
            yield _finding(story, task, asked, sentence)
    for task in made_here(story):
        pending = next((asked for asked in task.cancels if asked.accepted and asked.delivered is None), None)
        if pending is None or pending.route.startswith("TaskGroup."):
            continue  # by a group in it that has failed, on behalf of a request which had arrived
        if task.outcome is Outcome.CANCELLED and _returned(story, task, pending):
            sentence = (
                f"{story.who(task.number)} returned at {ms(task.end or 0)}, but counts as cancelled: the "
                f"cancel of {ms(pending.t)} was still on its way, and its value is lost."
            )
            yield replace(_finding(story, task, pending, sentence), place=pending.place or task.place)


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


def _returned(story: Story, task: Task, pending: CancelRequest) -> bool:
    """Whether the coroutine of a task that ended cancelled had returned, with a request on its way.

    Where coroutines are not recorded: the request was made in the last step, too late to be delivered.
    """
    if task.coros:
        return task.coros[0].outcome is Outcome.RETURNED
    steps = story.steps.get(task.number, [])
    return bool(steps) and steps[-1].n < pending.n


def _came_after_result(story: Story, task: Task, asked: CancelRequest) -> bool:
    """Whether what the task awaited had a value already, and the cancellation came before the task ran again.

    One that asyncio awaits for itself, as in Process.wait(), can be had again.
    """
    if not story.index[asked.n].data.get("late") or asked.delivered is None:
        return False
    if task.outcome is Outcome.RETURNED and not asked.route.startswith("Timeout."):
        return False  # it caught the error, and may have looked at what it had awaited
    before = [wait for wait in story.waits.get(task.number, []) if wait.n < asked.n]
    stack = stack_of(before[-1]) if before else ()
    return bool(stack) and (not internal(stack[-1][0]) or stack[-1][2] in _FOR_OTHERS)


_FOR_OTHERS = frozenset({"wait_for", "to_thread"})
"""Functions of asyncio's that await what their caller has given them."""
