"""Timeouts that took much longer than they were given, because what they cancelled took its time to end."""

from __future__ import annotations

from collections.abc import Iterable

from ...trace.model import CancelRequest, Record, Task, Timer, Trace
from ..calls import public
from ..finding import Finding, Severity
from ..starved import without_cpu
from ..story import Story, line_of, stack_of, story_of
from ..words import MS, ms
from .behind import behind_time
from .common import SLOW, ours, uncancels, waits_between
from .deadlines import Left, asked_by_timers, left
from .stretches import stretches

NAME = "timeout-overdue"
NEEDS_STEPS = True
LATE = 10 * MS
"""How long (ns) a cleanup has to take, and a tenth of the timeout, before it is worth a word."""
_OTHERWISE = {Left.FAILED, Left.QUIETLY}


def check(trace: Trace) -> Iterable[Finding]:
    """Deadlines whose timer fired on time, and whose cleanup was waited for.

    Silent where the loop was held for half of the delay or longer: then that is to blame.  That it was behind
    for another reason, such as that it had no CPU, is no fault of the cleanup.
    """
    story = story_of(trace)
    asked, behind, starved = asked_by_timers(story), behind_time(story), without_cpu(trace.records)
    for timer in trace.timers:
        given = timer.due - timer.set_at
        if timer.fired_at is None or timer.scope.partition("(")[0] not in ("wait_for", "timeout"):
            continue
        owner = story.tasks.get(timer.task or 0)
        if owner is None or owner.internal or not ours(timer.place or owner.place):
            continue
        found = _cleanup(story, timer, asked.get(timer.last or 0, []))
        if found is None or left(story, timer) in _OTHERWISE:
            continue
        cleaner, waits, wait, over = found
        late = over.t - timer.due
        cleaning = sum(
            end - start - max(each.within(timer.loop, start, end) for each in (behind, starved))
            for start, end in waits
        )
        if cleaning < LATE or 10 * cleaning < given or 2 * cleaning < late:
            continue
        if 2 * _held(story, timer.loop, timer.due, over.t) >= late:
            continue
        place = line_of(wait) or cleaner.place
        yield Finding(
            rule=NAME,
            severity=Severity.WARNING,
            sentence=f"{_named(timer)} took {ms(over.t - timer.set_at)}: it waited for "
            f"{_whose(story, cleaner, wait)}.",
            fragment=f"{story.who(owner.number)} for {ms(over.t - timer.set_at)}",
            fix="give the cleanup a timeout of its own, or release without awaiting",
            place=place,
            record=over.n,
            seen=timer.last,
            start=timer.fired_at,
            end=over.t,
            tasks=tuple(dict.fromkeys((owner.number, cleaner.number))),
        )


def _cleanup(
    story: Story, timer: Timer, asked_for: list[tuple[Task, CancelRequest]]
) -> tuple[Task, list[tuple[int, int]], Record, Record] | None:
    """The task that cleaned up, from when to when (ns) it waited, its longest wait, and the end of it all."""
    for task, asked in asked_for:
        over = _over(story, timer, task, asked.n) if asked.delivered is not None else None
        waits = list(waits_between(story, task, asked.delivered or 0, over.n)) if over is not None else []
        if over is not None and waits and task.swallowed:
            return None
        if over is not None and waits:
            longest = max(waits, key=lambda pair: pair[1] - pair[0].t)[0]
            cleaner, wait = _in_group(story, task, longest, over) or (task, longest)
            return cleaner, [(each.t, end) for each, end in waits], wait, over
    return None


def _in_group(story: Story, task: Task, wait: Record, over: Record) -> tuple[Task, Record] | None:
    """The child for which a task waited at the end of a TaskGroup, and its longest wait when cancelled."""
    stack = stack_of(wait)
    if not stack or not str(stack[-1][2]).startswith("TaskGroup."):
        return None
    found = [
        (end - inner.t, child, inner)
        for child in story.made_by.get(task.number, ())
        if wait.n < (child.last or 0) < over.n and any(asked.delivered for asked in child.cancels)
        for inner, end in waits_between(story, child, wait.n, over.n)
    ]
    _, cleaner, longest = max(found, key=lambda each: each[0], default=(0, task, wait))
    return cleaner, longest


def _over(story: Story, timer: Timer, task: Task, asked: int) -> Record | None:
    """The record at which it was over: the end of its scope, or of the cancelled task."""
    last = story.index.get(timer.scope_last or 0)
    if last is not None and last.n > asked:
        return last
    for record in uncancels(story).get(task.number, []):
        if record.n > asked:
            return record
    return story.index.get(task.last or 0) if task.number != timer.task else None


def _held(story: Story, loop: int, start: int, end: int) -> int:
    """How long (ns) single steps and calls held the loop in that time: loop-blocked tells of those."""
    long = [each for each in stretches(story) if each.loop == loop and each.count == 1 and each.own >= SLOW]
    return sum(max(0, min(each.end, end) - max(each.start, start)) for each in long)


def _named(timer: Timer) -> str:
    """`wait_for(timeout=0.1)`, `timeout(2)`."""
    kind, _, delay = timer.scope.partition("(")
    return f"wait_for(timeout={delay}" if kind == "wait_for" else timer.scope


def _whose(story: Story, cleaner: Task, wait: Record) -> str:
    place = line_of(wait)
    if place is None:
        return f"the cleanup of {story.who(cleaner.number)}"
    return f"the cleanup in {public(place.function)}()"
