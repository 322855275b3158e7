"""Errors of which Python cannot report that nobody saw them: the task was cancelled when it had failed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from ...trace.model import CancelRequest, Error, Outcome, Task
from ...trace.records import error_of
from ..finding import Finding, Severity
from ..story import Story
from ..words import at, ms
from .common import heard, made_here, told_of


def muted(story: Story) -> Iterator[Finding]:
    """Tasks that failed, with nobody waiting for them, and were then asked to cancel.

    A look at a task that is done leaves no record, so this can only be a note: one that came before is known
    of by the cancel(), one that came later is not.
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


def _asked_late(story: Story, task: Task) -> CancelRequest | None:
    """The first request to cancel a task that had failed, and whose end is known to have told nobody."""
    last = task.last
    if task.outcome is not Outcome.RAISED or last is None or story.index[last].because is None:
        return None
    asked = next((each for each in task.cancels if each.n > last and not each.accepted), None)
    if asked is None or story.index[asked.n].data.get("read") or (task.eager and task.steps == 1):
        return None  # whoever waits for one that is done when it has been made does not have to wait
    return None if heard(story, task) or _summed_up(story, task.loop, last) else asked


def _summed_up(story: Story, loop: int, last: int) -> bool:
    """Whether some of what ran from record `last` until the loop had nothing left to do was only counted."""
    first = bisect_right(story.records, last, key=lambda each: each.n)
    for record in (story.records[index] for index in range(first, len(story.records))):
        if record.kind in _RUNS and record.data.get("loop", loop) == loop:
            if record.kind == "loop.idle":
                return False
            if record.data.get("calls", 1) > 1 or record.data.get("steps", 1) > 1:
                return True
    return False


_RUNS = ("handle.run", "task.step", "loop.idle")


def _known(story: Story, task: Task) -> bool:
    """Whether the same error came up elsewhere as well, or somebody gathered the task."""
    gathered: set[int] | None = story.memo.get("gathered")
    if gathered is None:
        waits = story.of_kind("task.wait")
        gathered = story.memo["gathered"] = {
            child for wait in waits for child in wait.data.get("on", {}).get("gather", ())
        }
    if task.number in gathered:
        return True
    errors = [each.error for each in story.users if each.number != task.number] + [story.trace.run.error]
    return any(_same(each, task.error) for each in errors) or any(
        _same(error_of(record.data.get("error")), task.error) for record in story.of_kind("handler", "log")
    )


def _same(one: Error | None, other: Error | None) -> bool:
    return one is not None and other is not None and (one.type, one.message) == (other.type, other.message)
