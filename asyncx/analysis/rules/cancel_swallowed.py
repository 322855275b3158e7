"""Cancellations that arrived, and were caught for good: the task, or the block under a timeout, went on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...trace.model import CancelRequest, Coro, Outcome, Place, Task, Timer, Trace
from ..calls import exit_call, public
from ..finding import Finding, Severity
from ..story import Story, story_of
from ..verdicts.cancels import AT_EXIT
from ..words import ms
from .common import counts, dropped_by_asyncio, line_at, line_of, made_here, ours
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
