"""Cleanups that a second cancellation broke off at their await."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from ...trace.model import CancelRequest, Outcome, Task, Trace
from ..calls import exit_call
from ..finding import Finding, Severity
from ..story import Story, line_of, story_of
from ..verdicts.cancels import AT_EXIT
from ..words import ms
from .common import came_back, line_at, ours

NAME = "cleanup-interrupted"


def check(trace: Trace) -> Iterable[Finding]:
    """Tasks whose second CancelledError came while the first was still being handled.

    Silent about a timeout that was set inside the cleanup, in order to bound it.  Where no error says that it
    was raised while the first one was handled (before 3.9, or in an AsyncExitStack), it is not certain: then
    the task stood at a line at which it had never waited before it was cancelled.
    """
    story = story_of(trace)
    for task in story.users:
        arrived = [asked for asked in task.cancels if asked.delivered is not None]
        if len(arrived) < 2 or not ours(task.place) or task.last is None:
            continue
        for first, second in pairwise(arrived):
            certain = _interrupts(story, task, first, second)
            if certain is not None:
                yield _finding(story, task, first, second, certain)
                break


def _interrupts(story: Story, task: Task, first: CancelRequest, second: CancelRequest) -> bool | None:
    """Whether it is certain that the second broke into the cleanup of the first; None when it did not."""
    if first.delivered is None or second.delivered is None or first.delivered >= second.delivered:
        return None
    between = [wait for wait in story.waits.get(task.number, []) if first.delivered <= wait.n < second.n]
    if not between or _bounds_cleanup(story, first, second):
        return None
    handling = _while_handling(story, task, second)
    if handling is not None:
        return handling or None
    if _was_over(story, task, first, second) or came_back(story, task, first, second.delivered):
        return None
    before = {line_of(wait) for wait in story.waits[task.number] if wait.n < first.delivered}
    last = line_of(between[-1])
    return False if last is not None and last not in before else None


def _was_over(story: Story, task: Task, first: CancelRequest, second: CancelRequest) -> bool:
    """Whether the first request was over when the second came: taken back, or caught for good.

    One of asyncio's own code, or of a library, may have been taken back where that is not counted.
    """
    own = ours(first.place) or first.route in (AT_EXIT, "Task.cancel")
    asked = story.index[second.n].data.get("requests")
    if not own or (asked is not None and asked < 2):
        return True
    return any(
        coro.task == task.number and coro.last is not None and coro.last < second.n
        for record, coro in story.catches
        if (first.delivered or 0) <= record.n < second.n
    )


def _bounds_cleanup(story: Story, first: CancelRequest, second: CancelRequest) -> bool:
    """Whether the second one is that of a deadline which was set after the first had arrived."""
    fired = story.index.get(story.index[second.n].because or 0)
    made = story.index.get(fired.because or 0) if fired is not None and fired.kind == "timer.fire" else None
    return made is not None and made.n > (first.delivered or 0)


def _while_handling(story: Story, task: Task, second: CancelRequest) -> bool | None:
    """Whether the second CancelledError came while the first was being handled; None when nothing says so.

    Then the first one is its context.  Where a coroutine of asyncio's own was at that, it is asyncio that
    cleans up, as Condition.wait() does.
    """
    step = story.step(story.index.get(second.delivered or 0))
    for record in story.inside(step) if step is not None else ():
        if record.kind in ("coro.throw", "coro.catch", "coro.raise") and record.n >= (second.delivered or 0):
            coro = story.coros.get(record.data["coro"])
            error = record.data.get("error", {})
            if coro is not None and coro.task == task.number and error.get("context") == "CancelledError":
                return not coro.internal
    return None


def _finding(story: Story, task: Task, first: CancelRequest, second: CancelRequest, certain: bool) -> Finding:
    who, record = story.who(task.number), story.index[second.n]
    by = f"{exit_call(record)} at exit" if second.route == AT_EXIT else "a second cancel"
    by = "a timeout" if "Timeout._on_timeout" in second.route else by
    rest = f"and its cleanup was broken off at {ms(second.t)} by {by}."
    if not certain:
        rest = f"and once more at {ms(second.t)} by {by}, perhaps in its cleanup: the trace cannot tell."
    return Finding(
        rule=NAME,
        severity=Severity.WARNING,
        sentence=f"{who} was cancelled at {ms(first.t)}, {rest}",
        fragment=who,
        fix="release without awaiting, or shield the release and wait for it; ask once",
        place=line_at(story, task, second.n) or task.place,
        record=task.last if task.outcome is Outcome.CANCELLED and task.last else second.n,
        start=first.t,
        end=task.end or second.t,
        tasks=(task.number,),
        certain=certain,
    )
