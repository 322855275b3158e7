"""Tasks that wait for each other, or for something that nobody can do any more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...trace.model import Place, Trace
from ..awaited import noun, wanted
from ..finding import Finding, Severity
from ..story import Story, stack_of, story_of
from ..verdicts.endings import blocked, deadlock
from ..waits import Wait, began, given_up, holder, is_lock, is_semaphore, needs, stands_at, waits_of
from ..words import at, listed, ms
from .common import ours
from .lock_orphaned import orphaned
from .queue_item_lost import joins_in_vain
from .standstill import BOTH_SIDES, IN_ORDER, INSIDE, UNDER_LOCK, Standstill, found, standstills

NAME = "deadlock"


def check(trace: Trace) -> Iterable[Finding]:
    """Rings of tasks, each of which waits for the next; and what was waited for when all stood still.

    Among some tasks only a ring is a proof, and only where a cancellation or the end of the trace ended it.
    Silent about what other rules explain: a lock whose holder has ended, a missing task_done().
    """
    story = story_of(trace)
    rings = list(_rings(story))
    for ring in rings:
        yield _ring(story, ring)
    in_rings = {wait.task for ring in rings for wait in ring}
    for still in standstills(story):
        explained = any(orphaned(story, wait) or joins_in_vain(story, wait) for wait in still.waits)
        if not explained and in_rings.isdisjoint(wait.task for wait in still.waits):
            yield from _stands_still(story, still)


def _stands_still(story: Story, still: Standstill) -> Iterator[Finding]:
    """A thread that blocks its loop has more to say than the tasks that wait meanwhile."""
    if still.waits and (still.seen is not None or blocked(story) is None):
        yield found(story, still)
        return
    verdict = deadlock(story)
    if verdict is None:
        return
    record = story.index[verdict.record]
    yield Finding(
        rule=NAME,
        severity=Severity.PROBLEM,
        sentence=f"{verdict.sentence} {verdict.detail}".strip(),
        fragment=listed([story.who(wait.task) for wait in still.waits]) or "the program",
        fix=BOTH_SIDES,
        place=story.place(record),
        record=record.n,
        start=record.t,
        end=story.trace.end,
        tasks=tuple(wait.task for wait in still.waits),
    )


def _ring(story: Story, ring: Sequence[Wait]) -> Finding:
    last = max(ring, key=lambda wait: wait.record.n)
    names = [story.who(wait.task) for wait in ring]
    end = min(wait.end for wait in ring)
    since = began(story, last.start)
    broken = f" until {ms(end)}" if any(wait.after is not None for wait in ring) else " for ever"
    if len(ring) == 1:
        held = holder(story, last)
        what = f"{noun(last)} that it holds itself" if held is not None else "itself"
        sentence = f"{names[0]} waited for {what}, {since},{broken}."
        if held is not None and held.place is not None:
            sentence = f"{sentence[:-1]}; it had taken it at {at(held.place)}."
    else:
        each = "; ".join(_side(story, wait, last.start) for wait in ring[:3])
        sentence = f"{listed(names)} waited for each other {since},{broken}: {each}."
    locks = sum(is_lock(wait) or is_semaphore(wait) for wait in ring)
    return Finding(
        rule=NAME,
        severity=Severity.PROBLEM,
        sentence=sentence,
        fragment=listed(names),
        fix=_fix(story, ring, locks),
        place=stands_at(story, last),
        record=last.record.n,
        start=last.start,
        end=end,
        tasks=tuple(wait.task for wait in ring),
    )


def _side(story: Story, wait: Wait, time: int) -> str:
    """`put at shop.py:12 for the lock that take took at shop.py:31`."""
    place = stands_at(story, wait)
    where = f" at {at(place)}" if place is not None else ""
    return f"{story.who(wait.task)}{where} for {wanted(story, wait, time)}"


def _fix(story: Story, ring: Sequence[Wait], locks: int) -> str:
    if len(ring) == 1 and locks:
        if not _under(story, ring[0]):
            kind = "lock" if is_lock(ring[0]) else "semaphore"
            return f"take it once, and release it however that is left: async with {kind}"
        inside = "under the lock" if is_lock(ring[0]) else "inside the semaphore"
        return f"take it once; a method that is called {inside} must not take it again"
    if locks == len(ring):
        if not all(map(is_lock, ring)):
            return IN_ORDER
        return "take the locks in one order everywhere, or one lock for both"
    if locks:
        if any(map(is_semaphore, ring)):
            return INSIDE
        return UNDER_LOCK
    return "no task may await one that waits for it; pass the result by a future or a queue"


def _under(story: Story, wait: Wait) -> bool:
    """Whether a task is still in the function that took the lock for which it waits, as far as is known."""
    held = holder(story, wait)
    lines = [place for frame in stack_of(wait.record) if ours(place := Place(*frame))]
    if held is None or held.place is None or not lines:
        return True
    taken = [line for line in lines if (line.file, line.function) == (held.place.file, held.place.function)]
    return any(line is not lines[-1] or line.line != held.place.line for line in taken)


def _rings(story: Story) -> Iterator[tuple[Wait, ...]]:
    """Each ring of waits that came to no end of their own; every task is in one ring at the most."""
    stuck: dict[int, list[Wait]] = {}
    for task in story.users:
        waits = [wait for wait in waits_of(story, task.number) if given_up(story, wait)]
        if waits:
            stuck[task.number] = waits
    stuck = _without_ends(story, stuck)
    seen: set[int] = set()
    for waits in stuck.values():
        for wait in waits:
            ring = _follow(story, stuck, wait) if wait.task not in seen else ()
            if ring:
                seen.update(each.task for each in ring)
                yield ring


def _without_ends(story: Story, stuck: dict[int, list[Wait]]) -> dict[int, list[Wait]]:
    """Without the tasks that need nobody who is stuck, and those that nobody needs: they are in no ring."""
    on = {task: {each for wait in waits for each in needs(story, wait)} for task, waits in stuck.items()}
    for _ in range(2):
        back: dict[int, set[int]] = {task: set() for task in on}
        for task, others in on.items():
            for other in others & on.keys():
                back[other].add(task)
        ends = [task for task in on if not on[task] & on.keys()]
        while ends:
            end = ends.pop()
            del on[end]
            ends += [task for task in back[end] if task in on and not on[task] & on.keys()]
        on = {task: back[task] & on.keys() for task in on}
    return {task: waits for task, waits in stuck.items() if task in on}


def _follow(story: Story, stuck: dict[int, list[Wait]], first: Wait) -> tuple[Wait, ...]:
    """The ring to which `first` leads, () when it leads to none."""
    paths: list[tuple[Wait, ...]] = [(first,)]
    while paths:
        path = paths.pop()
        start, end = max(wait.start for wait in path), min(wait.end for wait in path)
        further = []
        for task in needs(story, path[-1]):
            at_last = next((index for index, wait in enumerate(path) if wait.task == task), None)
            if at_last is not None:
                return path[at_last:]
            waits = stuck.get(task, ())
            further += [(*path, wait) for wait in waits if wait.start <= end and wait.end >= start]
        paths += reversed(further)
    return ()
