"""When nothing was left that could wake a loop while its tasks waited."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ...kernel.wire import INSTALLED
from ...trace.model import Record
from ..awaited import thing, where_it_waits
from ..counterparts import gone
from ..finding import Finding, Severity
from ..story import Story, stack_of
from ..verdicts.endings import last_hope
from ..waits import LAST, Wait, is_lock, is_semaphore, last_wait, needs, stands_at, takers, waits_of
from ..words import at, listed, ms, of_a_test

_VIRTUAL = "Nothing was left to run and no timer was set, so nobody could ever wake {}"
_REAL = "Nothing but a signal could wake {}: no timer was set, no file waited for, and no thread at work"
_WOKEN = ("task.step", "handle.run", "timer.fire")
_TASKS = "asyncio/tasks.py"
_STOPPED = ("task.cancel", "loop.stop", "loop.stopping", "run.end")

BOTH_SIDES = "await both sides together, in one group, so that the end of one reaches the other"
IN_ORDER = "take locks and places of semaphores in one order everywhere"
INSIDE = "do not await, inside a semaphore, a task that needs a place in it"
UNDER_LOCK = "do not await, under a lock, a task that needs the lock"
_FIXES: Mapping[str, str] = {
    "Semaphore.acquire": "give each place back on every way out: async with semaphore",
    "Lock.acquire": "release it on every way out: async with lock",
    "Queue.get": "tell those who wait in get() that no more will come: a last item for each, or cancel them",
    "Queue.put": "let another task take the items out while they are put in",
    "Event.wait": "set it on every way out: event.set() in a finally block",
    "Condition.wait": "notify after each change, under the lock; who waits later has missed it: wait_for()",
    "Barrier.wait": "start as many tasks as it waits for, and abort() it when one of them fails",
    "future": "complete it on every way out: set_exception() where there is no result",
}


@dataclass(frozen=True, slots=True)
class Standstill:
    """`waits` are those of all tasks of a loop that nothing could wake any more, as record `seen` says.

    `seen` is None on the virtual clock, where the run ends so.
    """

    waits: tuple[Wait, ...]
    seen: Record | None

    def roots(self, story: Story) -> tuple[Wait, ...]:
        """The waits for something that is not the end of another task which waits itself."""
        stuck = {wait.task for wait in self.waits}
        found = tuple(wait for wait in self.waits if stuck.isdisjoint(_others(story, wait)))
        return tuple(wait for wait in found if not _for_ends(story, wait, stuck)) or found

    def knot(self, story: Story) -> tuple[Wait, ...]:
        """Those for locks, and places of semaphores, of tasks that need none but such as need them, too."""
        needed = {wait.task: _others(story, wait) for wait in self.waits}
        free, before = set[int](), -1
        while len(free) > before:
            before = len(free)
            free |= {task for task, others in needed.items() if others & free or others.isdisjoint(needed)}
        return tuple(wait for wait in self.waits if wait.task not in free and takers(story, wait))


def standstills(story: Story) -> Iterator[Standstill]:
    """Those of a run: how it ended on the virtual clock, or what the kernel saw on the real one."""
    if story.trace.run.end == "deadlock":
        last = (last_wait(story, task.number) for task in story.users)
        yield Standstill(tuple(wait for wait in last if wait is not None), None)
    seen = list(story.of_kind("loop.stuck"))
    went_on = {record.data["loop"] for record in seen if not _lasted(story, record)}
    for record in seen:
        tasks = [task.number for task in story.users if task.loop == record.data["loop"]]
        every = [wait for task in tasks for wait in waits_of(story, task)]
        # Of what is not known nothing can be said.
        waits = tuple(wait for wait in every if wait.on and wait.record.n < record.n < wait.last)
        if waits and record.data["loop"] not in went_on:
            yield Standstill(waits, record)


def _others(story: Story, wait: Wait) -> set[int]:
    """The tasks any of which could end a wait: also each that is inside a semaphore."""
    inside = {held.task for held in takers(story, wait) if held.task is not None}
    return inside.union(needs(story, wait))


def _for_ends(story: Story, wait: Wait, stuck: Container[int]) -> bool:
    """Whether it may wait for ends of tasks which its record does not name.

    So do wait(), as_completed(), shield(), and the groups of tasks that libraries have.
    """
    stack = stack_of(wait.record)
    if any(file == _TASKS and function != "wait_for" for file, _, function in stack):
        return True
    if _subject(story, wait) == "future" and stack and stack[-1][0].startswith(INSTALLED):
        return True
    mine = (task.number for task in story.made_by.get(wait.task, ()) if task.number in story.shielded)
    return _subject(story, wait) == "future" and any(task in stuck for task in mine)


def _lasted(story: Story, stuck: Record) -> bool:
    """Whether it went on until somebody stopped the program.

    What goes on by itself was not stuck, but is woken by what the kernel does not know: by an alarm perhaps.
    So may that loop be the next time.
    """
    after = bisect_right(story.records, stuck.n, key=lambda record: record.n)
    for record in islice(story.records, after, None):
        if record.thread == stuck.thread and record.kind in _WOKEN + _STOPPED:
            return record.kind in _STOPPED
    return True


def found(story: Story, still: Standstill) -> Finding:
    """What there is to say of one that has waits: the tasks that wait for no other one.

    Before them come those who wait in a knot: what they wait for others have, who wait for them.
    """
    knot = still.knot(story)
    roots = knot or still.roots(story) or still.waits
    first = min(roots, key=lambda wait: wait.record.n)
    same = [wait for wait in roots if _like(story, wait) == _like(story, first)]
    names = [story.who(wait.task) for wait in same]
    waited = f"{listed(names)} waited {_how_long(story, first, max(wait.start for wait in same))}"
    it = "it" if len(set(names)) == 1 else "them"
    hope = last_hope(story, still.seen)
    proof = _VIRTUAL if still.seen is None else _REAL
    why = f"{hope}; nobody else could wake {it}" if hope else proof.format(it)
    ended = gone(story, first, still.seen.n if still.seen is not None else LAST)
    where = "; ".join(filter(None, (where_it_waits(story, first), ended)))
    return Finding(
        rule="deadlock",
        severity=Severity.WARNING if still.seen and _may_be_meant(story, roots) else Severity.PROBLEM,
        sentence=f"{waited}, {where}. {why}.",
        fragment=listed(names),
        fix=_fix_of(story, still, first) if knot else _FIXES.get(_subject(story, first), BOTH_SIDES),
        place=stands_at(story, first),
        record=first.record.n,
        start=first.start,
        end=first.end,
        tasks=tuple(dict.fromkeys(wait.task for wait in same)),
    )


def _fix_of(story: Story, still: Standstill, wait: Wait) -> str:
    """How those who have what is waited for can be let go on."""
    inside = {held.task for held in takers(story, wait)}
    if all(is_lock(each) or is_semaphore(each) for each in still.waits if each.task in inside):
        return IN_ORDER
    return UNDER_LOCK if is_lock(wait) else INSIDE


def _like(story: Story, wait: Wait) -> tuple[str, str]:
    """What waits have in common that are told together: what is waited for, and at which line."""
    return where_it_waits(story, wait), at(stands_at(story, wait))


def _subject(story: Story, wait: Wait) -> str:
    """What is waited for: the method of asyncio's, "future" for a bare one."""
    return str(thing(story, wait) or wait.on.get("class") or "future")


def _how_long(story: Story, wait: Wait, since: int) -> str:
    if wait.after is None:
        return f"for ever, from {ms(since)} on"
    what = "test" if of_a_test(story.trace.run) else "program"
    return f"from {ms(since)} until {ms(wait.end)}, when the {what} was stopped"


def _may_be_meant(story: Story, roots: Sequence[Wait]) -> bool:
    """Whether it may be how a program waits for Ctrl-C: one task, at something that says no more."""
    alone = len(roots) == 1 and not of_a_test(story.trace.run)
    return alone and _subject(story, roots[0]) in ("future", "Event.wait")
