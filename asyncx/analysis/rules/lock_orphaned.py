"""Locks, and semaphores, that nobody can release any more: who took them has ended, and others wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...trace.model import Trace
from ..finding import Finding, Severity
from ..held import Held
from ..story import Story, story_of
from ..waits import Wait, began, cancelled_at, given_up, is_lock, takers, waits_of
from ..words import at, listed, ms, was

NAME = "lock-orphaned"


def check(trace: Trace) -> Iterable[Finding]:
    """Locks, and places of semaphores, whose holders ended without release(), while a task waited in vain.

    Silent when one was released later by somebody else, which is allowed: then it was handed on; and while
    somebody else is inside the semaphore, who may leave it.
    """
    story = story_of(trace)
    for every, waits in _orphans(story).values():
        owners = [story.tasks[held.task or 0] for held in every]
        end = max(owner.end or 0 for owner in owners)
        names = [story.who(wait.task) for wait in waits]
        first = min(wait.start for wait in waits)
        lock = is_lock(waits[0])
        yield Finding(
            rule=NAME,
            severity=Severity.PROBLEM,
            sentence=f"{_ended(story, every, lock)}; "
            f"{listed(names)} {was(names)} waiting for {'it' if len(every) == 1 else 'one'} in vain "
            f"{began(story, first)}.",
            fragment=listed([story.who(owner.number) for owner in owners]),
            fix=f"async with {'lock' if lock else 'semaphore'}: it is released however the task ends",
            place=every[-1].place,
            record=max(waits[0].record.n, *(owner.last or 0 for owner in owners)),
            start=end or every[-1].start,
            end=max(wait.end for wait in waits),
            tasks=tuple(dict.fromkeys((*(owner.number for owner in owners), *(wait.task for wait in waits)))),
        )


def _ended(story: Story, every: Sequence[Held], lock: bool) -> str:
    """`worker ended at 12 ms without releasing the lock that it took at shop.py:31`."""
    who = listed([story.who(held.task or 0) for held in every])
    ends = {story.tasks[held.task or 0].end or 0 for held in every}
    when = f"at {ms(max(ends))}" if len(ends) == 1 else f"by {ms(max(ends))}"
    if len(every) == 1:
        what = "the lock" if lock else "the place of the semaphore"
        when_taken = ms(every[0].start) if every[0].place is None else at(every[0].place)
        return f"{who} ended {when} without releasing {what} that it took at {when_taken}"
    places = [at(held.place) for held in every if held.place is not None]
    taken = f", taken at {listed(places)}" if places else ""
    return f"{who} ended {when} without releasing the {len(every)} places of the semaphore{taken}"


def orphaned(story: Story, wait: Wait) -> bool:
    """Whether a task waits for what nobody holds any more but tasks that ended meanwhile, or before."""
    every = takers(story, wait)
    return bool(every) and every[0].places == len(every) and all(_left(story, wait, held) for held in every)


def _left(story: Story, wait: Wait, held: Held) -> bool:
    owner = story.tasks.get(held.task or 0) if held.end is None and held.own else None
    if owner is None or owner.last is None or owner.number == wait.task:
        return False
    return owner.last <= (cancelled_at(story, wait) or wait.last)


def _orphans(story: Story) -> dict[int, tuple[Sequence[Held], list[Wait]]]:
    found: dict[int, tuple[Sequence[Held], list[Wait]]] = {}
    for task in story.users:
        for wait in waits_of(story, task.number):
            if given_up(story, wait) and orphaned(story, wait):
                every = takers(story, wait)
                found.setdefault(every[-1].record.n, (every, []))[1].append(wait)
    return found
