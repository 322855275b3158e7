"""Async generators that were left before their end, so that their clean-up ran late and in another task."""

from __future__ import annotations

from collections.abc import Iterable

from ...trace.model import Outcome, Record, Trace
from ...trace.records import place_of
from ..finding import Finding, Severity
from ..story import Story, story_of
from ..words import at
from .common import mains, ours, since

NAME = "generator-not-closed"
_CLOSING = "async with contextlib.aclosing(...), or await its aclose(), where you leave it"
_LATE = {
    "freed": "ran later, in a task of its own",
    "shutdown": "ran later, when the loop was shut down",
    "lost": "never ran, as its loop was closed before",
}


def check(trace: Trace) -> Iterable[Finding]:
    """Generators that stood inside a try or a with when they were let go.

    Silent about those with nothing to clean up, and about those that an error or a cancellation left: that
    takes its way through whoever iterates, and says what it does by itself.
    """
    story = story_of(trace)
    for record in story.of_kind("generator.left"):
        stands, left = place_of(record.data.get("at")), place_of(record.data.get("where"))
        if not record.data.get("cleanup") or not ours(left or stands) or _in_trouble(story, record):
            continue
        name = str(record.data["generator"])
        how = str(record.data.get("how"))
        yield Finding(
            rule=NAME,
            severity=Severity.PROBLEM if how == "lost" else Severity.WARNING,
            sentence=f"{name}() was left at its yield ({at(stands)}), and not closed: its clean-up "
            f"{_LATE.get(how, 'ran later')}.",
            fragment=f"{name}()",
            fix=closing(story),
            place=left or stands,
            record=record.n,
            start=record.t,
            end=record.t,
            tasks=tuple(number for number in (story.actor(record),) if number is not None),
        )


def closing(story: Story) -> str:
    """What to do instead of leaving a generator."""
    return _CLOSING if since(story, 3, 10) else "await its aclose(), in a finally, where you leave it"


def _in_trouble(story: Story, record: Record) -> bool:
    """Whether an error or a cancellation was on its way when the generator was let go, or may have been."""
    number = story.actor(record)
    task = story.tasks.get(number) if number is not None else None
    if record.data.get("how") == "shutdown":
        run_for = [main for main in mains(story, record.data.get("loop", 0)) if main.first < record.n]
        return bool(run_for) and run_for[-1].outcome is not Outcome.RETURNED
    if task is None:
        return story.trace.run.recorded == "tasks"  # who let it go is not known, nor what happened there
    step = story.step(record)
    cancelled = step is not None and any(
        asked.accepted and asked.n < record.n and (asked.delivered or 0) >= step.n for asked in task.cancels
    )
    ends_here = task.last is not None and step is not None and story.step(story.index[task.last]) == step
    return cancelled or (ends_here and task.outcome is not Outcome.RETURNED)
