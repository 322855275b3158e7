"""Errors of which Python cannot report that nobody saw them: the task was cancelled when it had failed."""

from __future__ import annotations

from collections.abc import Iterator

from ...trace.model import CancelRequest, Error, Outcome, Task
from ...trace.records import error_of
from ..finding import Finding, Severity
from ..story import Story
from ..waits import at
from ..words import cut, error_words, ms
from .common import heard, made_here

_ROOM = 60
"""Characters of an error in a sentence."""


def muted(story: Story) -> Iterator[Finding]:
    """Tasks that failed, with nobody waiting for them, and were then asked to cancel.

    A look at a task that is done leaves no record, so this can only be a note.
    """
    for task in made_here(story):
        asked = _asked_late(story, task)
        if task.error is None or asked is None or _known(story, task):
            continue
        who = story.who(task.number)
        where = f" at {at(asked.place)}" if asked.place is not None else f" at {ms(asked.t)}"
        yield Finding(
            rule="error-lost",
            severity=Severity.NOTE,
            sentence=f"{who} raised {told_of(task.error)} at {ms(task.end or 0)}, and nobody waited for it; "
            f"the cancel(){where} came later, and hides the error from Python's own report. Unless it was "
            "read there, nobody knows.",
            fragment=who,
            fix="read the error of a task that is done before you cancel it, or in a done-callback",
            place=task.place,
            record=task.last or task.first,
            start=task.end or task.start,
            end=asked.t,
            tasks=(task.number,),
            certain=False,
        )


def told_of(error: Error) -> str:
    """The error with its message, on one line: "OSError: disk full"."""
    return cut(error_words(error, 10**6), _ROOM)


def _asked_late(story: Story, task: Task) -> CancelRequest | None:
    """The first request to cancel a task that had failed, and whose end is known to have told nobody."""
    last = task.last
    if task.outcome is not Outcome.RAISED or last is None or story.index[last].because is None:
        return None
    if heard(story, task) or _summed_up(story, task.loop, last):
        return None
    return next((each for each in task.cancels if each.n > last and not each.accepted), None)


def _summed_up(story: Story, loop: int, last: int) -> bool:
    """Whether some of what ran from record `last` until the loop had nothing left to do was only counted."""
    for record in story.of_kind("handle.run", "task.step", "loop.idle"):
        if record.n > last and record.data.get("loop", loop) == loop:
            if record.kind == "loop.idle":
                return False
            if record.data.get("calls", 1) > 1 or record.data.get("steps", 1) > 1:
                return True
    return False


def _known(story: Story, task: Task) -> bool:
    """Whether the same error came up elsewhere as well, or somebody gathered the task."""
    if any(task.number in wait.data.get("on", {}).get("gather", ()) for wait in story.of_kind("task.wait")):
        return True
    errors = [each.error for each in story.users if each.number != task.number] + [story.trace.run.error]
    return any(_same(each, task.error) for each in errors) or any(
        _same(error_of(record.data.get("error")), task.error) for record in story.of_kind("handler", "log")
    )


def _same(one: Error | None, other: Error | None) -> bool:
    return one is not None and other is not None and (one.type, one.message) == (other.type, other.message)
