"""Cancellations that arrived, and were caught for good: the task, or the block under a timeout, went on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...trace.model import CancelRequest, Coro, Outcome, Place, Task, Timer, Trace
from ..calls import exit_call, public
from ..finding import Finding, Severity
from ..story import Story, line_of, story_of
from ..verdicts.cancels import AT_EXIT
from ..waits import LAST
from ..words import ms
from .common import came_back, counts, dropped_by_asyncio, line_at, made_here, ours, uncancels
from .deadlines import Left, asked_by_timers, left

NAME = "cancel-swallowed"
FIX = "put the cleanup into finally, or end the except clause with raise"


def check(trace: Trace) -> Iterable[Finding]:
    """Tasks that returned although a CancelledError had reached them, and timeouts that so had no effect.

    Before 3.11 nothing tells whether who asked took it back, so only the program's own requests count.
    """
    story = story_of(trace)
    told: set[int | None] = set()
    for timer in trace.timers:
        under = asked_by_timers(story).get(timer.last or 0, []) if timer.fired_at is not None else []
        arrived = [(task, asked) for task, asked in under if asked.delivered is not None and ours(task.place)]
        if arrived and left(story, timer) is Left.QUIETLY:
            task, asked = arrived[-1]
            told |= {task.number for task, _ in arrived if task.number != timer.task}
            yield _timeout(story, timer, task, asked)
    for task in made_here(story):
        refused = _asked(story, task) if task.number not in told else None
        if refused is not None and dropped_by_asyncio(story, task, refused) is None:
            yield from _task(story, task, refused)
        elif refused is None and (outlived := _outlived(story, task)) is not None:
            yield _again(story, task, *outlived)


def _asked(story: Story, task: Task) -> CancelRequest | None:
    """The request that a task did not follow, None when it followed all."""
    if not task.swallowed or task.outcome is not Outcome.RETURNED:
        return None
    for asked in task.cancels:
        own = ours(asked.place) or asked.route in _BY_ASYNCIO
        if asked.asker == task.number or asked.route in _SCOPES:
            continue
        if asked.delivered is not None and (counts(story) or own):
            return asked
    return None


def _outlived(story: Story, task: Task) -> tuple[CancelRequest, CancelRequest | None] | None:
    """The request after which a task came back to where it was cancelled, and the one that ended it at last.

    None when it has followed all, or may have put one off until its work was done.
    """
    own = [asked for asked in task.cancels if ours(asked.place) or asked.route in {*_BY_ASYNCIO, _GROUP}]
    arrived = [asked for asked in own if asked.delivered is not None and asked.asker != task.number]
    ignored = next((asked for asked in arrived if _ignored(story, task, asked)), None)
    if ignored is None:
        return None
    if task.outcome in _PENDING or (task.outcome is Outcome.RETURNED and ignored.route == _GROUP):
        return ignored, None
    last = arrived[-1]
    waits = story.waits.get(task.number, [])
    ended = task.outcome is Outcome.CANCELLED and not any(wait.n > (last.delivered or 0) for wait in waits)
    return (ignored, last) if ended else None


def _ignored(story: Story, task: Task, asked: CancelRequest) -> bool:
    """Whether a task came back to the await in which a request had arrived, and nobody had taken it back."""
    taken_back = any(record.n > asked.n for record in uncancels(story).get(task.number, ()))
    return not taken_back and came_back(story, task, asked, LAST)


_PENDING = {None, Outcome.NEVER_ENDED}
_GROUP = "TaskGroup._abort"
_BY_ASYNCIO = {AT_EXIT, "Task.cancel", "wait_for", "_cancel_and_wait"}
_SCOPES = {"TaskGroup._on_task_done", "TaskGroup._abort", "Timeout._on_timeout"}


def _task(story: Story, task: Task, asked: CancelRequest) -> Iterator[Finding]:
    who, end = story.who(task.number), task.end or story.trace.end
    arrived = asked.delivered or asked.n
    later = [wait for wait in story.waits.get(task.number, []) if wait.n > arrived]
    severity = Severity.WARNING
    if asked.route == AT_EXIT:
        by = exit_call(story.index[asked.n])
        begin = f"{by} cancelled {who} at exit; "
        rest = f"it caught the CancelledError, and was waited for until {ms(end)}." if later else ""
        if not later:
            return
    else:
        begin = f"{who} was cancelled at {ms(asked.t)}, "
        if later:
            rest = f"caught the CancelledError and went on; it returned {ms(end - asked.t)} later."
        else:
            rest = "caught the CancelledError and returned: for its caller it was not cancelled."
            severity = Severity.NOTE
    yield Finding(
        rule=NAME,
        severity=severity,
        sentence=begin + rest,
        fragment=who,
        fix=FIX,
        place=_catch(story, task.number, arrived) or line_at(story, task, arrived) or task.place,
        record=task.last or arrived,
        start=asked.t,
        end=end,
        tasks=(task.number,),
    )


def _again(story: Story, task: Task, asked: CancelRequest, other: CancelRequest | None) -> Finding:
    """One that went on as if nothing had happened, until it was cancelled once more, or returned, if ever."""
    who, end = story.who(task.number), task.end or story.trace.end
    arrived = asked.delivered or asked.n
    rest = "it never ended" if task.outcome in _PENDING else f"it returned {ms(end - asked.t)} later"
    if other is not None:
        by = f"{exit_call(story.index[other.n])} at exit" if other.route == AT_EXIT else "a second cancel"
        rest = f"only {by} ended it, {ms(end - asked.t)} later"
    when = f"{ms(asked.t)} by its TaskGroup" if asked.route == _GROUP else ms(asked.t)
    return Finding(
        rule=NAME,
        severity=Severity.WARNING,
        sentence=f"{who} was cancelled at {when}, caught the CancelledError and went on: {rest}.",
        fragment=who,
        fix=FIX,
        place=_catch(story, task.number, arrived) or line_at(story, task, arrived) or task.place,
        record=arrived,
        start=asked.t,
        end=end,
        tasks=(task.number,),
    )


def _catch(story: Story, task: int | None, arrived: int) -> Place | None:
    """The line at which the program's coroutine stood that caught what arrived at record `arrived`."""
    for record, coro in story.catches:
        if record.n >= arrived and coro.task == task:
            return _stood(story, coro, record.n)
    return None


def _stood(story: Story, coro: Coro, n: int) -> Place | None:
    """The await at which a coroutine stood before record `n`."""
    for wait in reversed(story.waits.get(coro.task or 0, [])):
        if wait.n < n:
            frames = [Place(*frame) for frame in wait.data.get("stack", ())]
            known = [frame for frame in frames if frame.function == coro.place.function]
            known = [frame for frame in known if frame.file == coro.place.file]
            return known[-1] if known else line_of(wait)
    return None


def _timeout(story: Story, timer: Timer, task: Task, asked: CancelRequest) -> Finding:
    arrived, end = asked.delivered or asked.n, timer.scope_end or task.end or story.trace.end
    place = _catch(story, task.number, arrived) or line_at(story, task, arrived)
    where = f"{public(place.function)}()" if place is not None else "what ran under it"
    verb = "returned" if timer.scope.startswith("wait_for") else "was left"
    return Finding(
        rule=NAME,
        severity=Severity.WARNING,
        sentence=f"{timer.scope} had no effect: {where} caught its CancelledError, and it {verb} "
        f"{ms(end - timer.due)} after its deadline, without an error.",
        fragment=story.who(timer.task),
        fix=FIX,
        place=place or timer.place,
        record=timer.scope_last or task.last or arrived,
        start=timer.due,
        end=end,
        tasks=tuple(dict.fromkeys(number for number in (timer.task, task.number) if number is not None)),
    )
