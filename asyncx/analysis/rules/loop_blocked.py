"""Loops that were held: one step, or one turn of many short ones, while others were due and could not run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...trace.model import Trace
from ...trace.records import place_of
from ..finding import Finding, Severity
from ..starved import Delayed, without_cpu
from ..story import Story, story_of
from ..vocabulary import last_part
from ..words import listed, ms, plural
from .common import SLOW
from .crowds import Crowd, crowds, worker
from .holding import holding, instead, samples
from .stretches import Between, Late, Stretch, late, stretches

NAME = "loop-blocked"
NEEDS_STEPS = True
UNSEEN = 2 * SLOW
"""From this length (ns) on, a hold is worth a note although nobody is known to have been due."""
MOST = 200
"""How many holds of which nobody is known to have suffered are looked at."""


def check(trace: Trace) -> Iterable[Finding]:
    """Steps and callbacks that held their loop, the longest first; then turns that did so together.

    That the machine gave the loop no CPU is no fault of theirs, and hardly that it let a thread wait which
    they started.
    """
    story, starved = story_of(trace), without_cpu(trace.records)
    held = [each for each in stretches(story) if each.own >= SLOW]
    waiting = late(story)
    found = {loop: Between((each.due, each.ran) for each in whole) for loop, whole in waiting.items()}
    unseen = 0
    for each in sorted(held, key=lambda each: -each.own):
        waited = starved.within(each.loop, each.start, each.end)
        if each.own - waited < SLOW:
            continue
        between = found.get(each.loop)
        at = between.overlapping(each.start, each.end) if between is not None else []
        victims = [one for one in (waiting[each.loop][number] for number in at) if _is_other(one, each)]
        if victims:
            yield _held(story, each, waited, _most(victims, each))
        elif each.own - waited >= UNSEEN and unseen < MOST:
            unseen += 1
            if _somebody_waits(story, each):
                yield _held(story, each, waited, [])
    for loop, whole in waiting.items():
        slow = [each for each in whole if _late(starved, loop, each) >= SLOW]
        for crowd in crowds(story, loop, slow, held):
            yield _crowded(story, crowd)


def _late(starved: Delayed, loop: int, one: Late) -> int:
    """For how long (ns) somebody waited while something else ran."""
    return one.ran - one.due - starved.within(loop, one.due, one.ran)


def _is_other(one: Late, held: Stretch) -> bool:
    """Whether it was not the wait for this very step, or for the next one of the task that runs."""
    return one.task is None or one.task != held.task or (one.due > held.start and not one.step)


def _most(victims: Sequence[Late], held: Stretch) -> list[Late]:
    """Who waited for this one, the longest first."""
    return sorted(victims, key=lambda each: _waited(each, held.start, held.end), reverse=True)


def _waited(late_one: Late, start: int, end: int) -> int:
    return min(end, late_one.ran) - max(start, late_one.due)


def _held(story: Story, held: Stretch, starved: int, victims: Sequence[Late]) -> Finding:
    who = _who(story, held)
    what = holding(story, held)
    begin = f"{who} held the loop for {ms(held.own)}{what.near}{_without_cpu(held, starved)}; "
    severity = Severity.NOTE
    if victims:
        waited = _waited(victims[0], held.start, held.end)
        severity = Severity.PROBLEM if waited - starved >= SLOW else Severity.WARNING
        severity = Severity.NOTE if what.starts else severity
        rest = _suffered(victims, waited, who)
        record = victims[0].record
    else:
        rest = "nobody is known to have been due, but a task waited for input."
        record = next((each.n for each in samples(story, held)), held.begin.n)
    return Finding(
        rule=NAME,
        severity=severity,
        sentence=begin + rest,
        fragment=f"{who} for {ms(held.own)}",
        fix=instead(story, held, what),
        place=what.place,
        record=record,
        seen=held.begin.n,
        start=held.start,
        end=held.end,
        tasks=tuple(dict.fromkeys(n for n in (held.task, *(each.task for each in victims)) if n is not None)),
    )


def _without_cpu(held: Stretch, starved: int) -> str:
    return f", up to {ms(starved)} of it without a CPU" if 5 * starved >= held.own else ""


def _suffered(victims: Sequence[Late], waited: int, holder: str) -> str:
    own = {each.who: each.who.removesuffix(f" of {holder}") for each in victims}
    more = sum({each.who: each.count - 1 for each in victims}.values())
    names = listed([who if who == name else f"its own {name[4:]}" for who, name in own.items()], 2, more)
    least = "at least " if victims[0].least else ""
    if len({each.who for each in victims}) + more == 1:
        return f"{names} was due and waited {least}{ms(waited)}."
    if least:
        return f"{names} were due, and one of them waited {least}{ms(waited)}."
    return f"{names} were due and waited up to {ms(waited)}."


def _who(story: Story, held: Stretch) -> str:
    task = worker(story, held)
    if task is not None:
        return story.who(task)
    callback = last_part(str(held.begin.data.get("callback", "a callback")))
    if callback.startswith("_"):  # asyncio's own, which calls the program's
        places = (place_of(each.data.get("where")) for each in samples(story, held))
        callback = next((place.function for place in places if place is not None), callback)
    return f"{callback}()"


def _somebody_waits(story: Story, held: Stretch) -> bool:
    """Whether another task waited meanwhile for something from outside, such as a stream or a process."""
    for task in story.users:
        if task.number == held.task or task.loop != held.loop or task.start > held.start:
            continue
        if task.last is not None and task.last < held.begin.n:
            continue
        before = [wait for wait in story.waits.get(task.number, []) if wait.n < held.begin.n]
        thing = before[-1].data.get("on", {}).get("class") if before else None
        if thing is not None and thing not in _WITHIN:
            return True
    return False


_WITHIN = frozenset(
    {"Lock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier", "TaskGroup", "Timeout"}
    | {"Queue", "PriorityQueue", "LifoQueue"}
)
"""What only tasks of the same loop can have to do with: nothing is missed while that is held."""


def _crowded(story: Story, crowd: Crowd) -> Finding:
    example = _who(story, crowd.example)
    ordered = sorted(crowd.victims, key=lambda each: each.due - each.ran)
    worst = ordered[0]
    length, count = ms(crowd.end - crowd.start), plural(crowd.total, "step")
    if crowd.single:
        begin = f"{example} kept the loop busy for {length} with {count} in a row; "
    else:
        mostly = f"{crowd.alike} of them like {example}" if crowd.alike < crowd.total else f"like {example}"
        begin = f"The loop had {count} to run in a row, {length} in all, {mostly}; "
    return Finding(
        rule=NAME,
        severity=Severity.PROBLEM,
        sentence=begin + _suffered(ordered, worst.ran - worst.due, example),
        fragment=f"{count} for {length}",
        fix="let fewer of them be ready at once: a Semaphore, a queue with few workers, or smaller batches",
        place=crowd.place,
        record=worst.record,
        start=crowd.start,
        end=crowd.end,
        tasks=tuple(dict.fromkeys(each.task for each in ordered if each.task is not None)),
    )
