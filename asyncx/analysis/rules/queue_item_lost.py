"""Items of a queue that nobody will ever work on: taken and dropped, or never marked as done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ...trace.model import Outcome, Task, Trace
from ..finding import Finding, Severity
from ..story import Story, stack_of, story_of
from ..waits import LAST, Wait, cancelled_at, given_up, needs, on_behalf_of, stands_at, waits_of
from ..words import listed, ms, plural
from .common import made_happen

NAME = "queue-item-lost"


def check(trace: Trace) -> Iterable[Finding]:
    """A get() that had its item when its task was cancelled, and a join() that could not end."""
    story = story_of(trace)
    for task in story.users:
        if task.coro.endswith("Queue.get") and task.outcome is Outcome.RETURNED:
            yield from _dropped(story, task)
    for task in story.users:
        for wait in waits_of(story, task.number):
            if joins_in_vain(story, wait):
                yield _join(story, wait)


def joins_in_vain(story: Story, wait: Wait) -> bool:
    """Whether a task waited in a queue's join() to no end, and nobody was left to bring it about.

    Proven when no consumer was at work: each other task of the program had ended, or waited itself.
    """
    stack = stack_of(wait.record)
    if not any(str(frame[2]).endswith("Queue.join") for frame in stack) or not given_up(story, wait):
        return False
    loop, end = story.tasks[wait.task].loop, cancelled_at(story, wait) or LAST
    others = [task for task in story.users if task.number != wait.task and task.loop == loop]
    return all(_idle(story, task, wait, end) for task in others)


def _idle(story: Story, task: Task, join: Wait, end: int) -> bool:
    """Whether a task could not call task_done() any more when the join() was given up, at record `end`."""
    if task.first > end or (task.last is not None and task.last < end):
        return True
    waits = [wait for wait in waits_of(story, task.number) if wait.record.n < end]
    asks = end < LAST and story.actor(story.index[end]) == task.number
    return bool(waits) and (asks or end <= waits[-1].last) and _waits_idly(story, waits[-1], join)


def _waits_idly(story: Story, wait: Wait, join: Wait) -> bool:
    """Whether a wait is one for the next item of the same queue, or for the end of the join itself."""
    same = wait.on.get("object") is not None and wait.on.get("object") == join.on.get("object")
    if same:
        return True
    targets = needs(story, wait)
    living = [target for target in targets if target in story.tasks and story.tasks[target].end is None]
    return bool(targets) and all(target in living or target == join.task for target in targets)


def _join(story: Story, wait: Wait) -> Finding:
    counts = _last_counts(story, wait)
    items, unfinished = counts.get("items", 0), counts.get("unfinished", 0)
    waiter = on_behalf_of(story, wait.task)
    who = story.who(waiter)
    until = "for ever" if wait.after is None else f"until {ms(wait.end)}, when it was cancelled"
    failed = [task for task in story.users if task.outcome is Outcome.RAISED and task.end is not None]
    failed = [task for task in failed if (task.end or 0) <= wait.end]
    if items:
        were, them = ("was", "it") if items == 1 else ("were", "them")
        why = f"{plural(items, 'item')} {were} left in the queue, with nobody to take {them}"
    else:
        it = "it" if unfinished == 1 else "them"
        why = f"{plural(unfinished, 'item')} had been taken, and task_done() was not called for {it}"
    ended = (
        f"; {listed([story.who(task.number) for task in failed])} had ended with an error" if failed else ""
    )
    return Finding(
        rule=NAME,
        severity=Severity.PROBLEM,
        sentence=f"{who} waited in join() {until}: {why}{ended}.",
        fragment=who,
        fix="call task_done() in a finally block, and let the failure of a consumer end the join(), too",
        place=stands_at(story, wait),
        record=wait.record.n,
        start=wait.start,
        end=wait.end,
        tasks=(*dict.fromkeys((waiter, wait.task)), *(task.number for task in failed)),
    )


def _last_counts(story: Story, wait: Wait) -> Mapping[str, int]:
    """What was in the queue when it was looked at last: at the end, at the cancel, or when the wait began."""
    found: Mapping[str, int] = wait.on.get("counts", {})
    for record in story.of_kind("queue.left", "task.cancel"):
        if record.kind == "queue.left":
            if wait.after is None and record.data.get("object") == wait.on.get("object"):
                found = record.data["counts"]
        elif record.data["task"] == wait.task and wait.record.n < record.n < wait.last:
            found = record.data.get("waits_on", {}).get("counts", found)
    return found


def _dropped(story: Story, task: Task) -> Iterator[Finding]:
    """A task that got an item which never reached the one that waited for it."""
    taker = story.tasks.get(task.maker or 0)
    if taker is None or task.end is None or task.last is None:
        return
    late = _cancelled_after(story, task, taker)
    if late is not None:
        sentence = (
            f"An item was taken out of the queue and lost at {ms(task.end)}: {story.who(taker.number)} was "
            "cancelled before it could have it."
        )
        yield _lost(story, task, taker, sentence, late, True)
    elif taker.end is not None and taker.end <= task.end and task.last not in made_happen(story):
        sentence = (
            f"An item was taken out of the queue at {ms(task.end)} for {story.who(taker.number)}, which had "
            "ended; unless somebody kept that get(), the item is lost."
        )
        yield _lost(story, task, taker, sentence, task.last, False)


def _cancelled_after(story: Story, task: Task, taker: Task) -> int | None:
    """The cancel that came to `taker` between the end of `task`, which it awaited, and its own next step."""
    end = task.last or 0
    if taker.outcome is Outcome.RETURNED:
        return None
    for wait in waits_of(story, taker.number):
        if wait.record.n < end and wait.after is not None and wait.after.n > end:
            if wait.on.get("task") != task.number:
                return None
            return next(
                (asked.n for asked in taker.cancels if asked.accepted and end < asked.n < wait.after.n), None
            )
    return None


def _lost(story: Story, task: Task, taker: Task, sentence: str, record: int, certain: bool) -> Finding:
    return Finding(
        rule=NAME,
        severity=Severity.PROBLEM if certain else Severity.WARNING,
        sentence=sentence,
        fragment=story.who(taker.number),
        fix="await queue.get() itself: a plain get() that is cancelled leaves the item in the queue",
        place=task.place,
        record=record,
        start=task.start,
        end=task.end or task.start,
        tasks=(task.number, taker.number),
        certain=certain,
    )
