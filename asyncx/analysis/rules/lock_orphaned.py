"""Locks that nobody can release any more: the task that took one has ended, and others wait for it."""

from __future__ import annotations

from collections.abc import Iterable

from ...trace.model import Trace
from ..finding import Finding, Severity
from ..story import Story, story_of
from ..waits import Held, Wait, began, cancelled_at, given_up, holder, waits_of
from ..words import at, listed, ms, was

NAME = "lock-orphaned"


def check(trace: Trace) -> Iterable[Finding]:
    """Locks whose holder ended without release(), while a task waited in vain.

    Silent when the lock was released later by somebody else, which is allowed: then it was handed on.
    """
    story = story_of(trace)
    for held, waits in _orphans(story).values():
        if held.task is None:
            continue
        owner = story.tasks[held.task]
        names = [story.who(wait.task) for wait in waits]
        taken = f" it took at {ms(held.start)}" if held.place is None else f" it took at {at(held.place)}"
        first = min(wait.start for wait in waits)
        yield Finding(
            rule=NAME,
            severity=Severity.PROBLEM,
            sentence=f"{story.who(owner.number)} ended at {ms(owner.end or 0)} without releasing the lock "
            f"that{taken}; {listed(names)} {was(names)} waiting for it in vain {began(story, first)}.",
            fragment=story.who(owner.number),
            fix="async with lock: it is released however the task ends",
            place=held.place,
            record=max(waits[0].record.n, owner.last or 0),
            start=owner.end or held.start,
            end=max(wait.end for wait in waits),
            tasks=(owner.number, *dict.fromkeys(wait.task for wait in waits)),
        )


def orphaned(story: Story, wait: Wait) -> bool:
    """Whether a task waits for a lock whose holder ended meanwhile, or had ended before."""
    held = holder(story, wait)
    owner = story.tasks.get(held.task or 0) if held is not None and held.end is None else None
    if owner is None or owner.last is None or owner.number == wait.task:
        return False
    return owner.last <= (cancelled_at(story, wait) or wait.last)


def _orphans(story: Story) -> dict[int, tuple[Held, list[Wait]]]:
    found: dict[int, tuple[Held, list[Wait]]] = {}
    for task in story.users:
        for wait in waits_of(story, task.number):
            held = holder(story, wait)
            if held is not None and given_up(story, wait) and orphaned(story, wait):
                found.setdefault(held.record.n, (held, []))[1].append(wait)
    return found
