"""Tasks that were left over: when the program ended, or when the timeout ended under which they were made."""

from __future__ import annotations

from collections.abc import Iterable

from ...trace.model import Outcome, Record, Task, Timer, Trace
from ..calls import exit_call
from ..finding import Finding, Severity
from ..story import Story, story_of
from ..verdicts.cancels import AT_EXIT
from ..words import ms, of_a_test
from .common import heard, last_turns, made_here, mains, since
from .deadlines import asked_by_timers

NAME = "task-leaked"
FIX = "await it, or cancel it and await it before its maker ends"


def check(trace: Trace) -> Iterable[Finding]:
    """Tasks that the program made, did not stop, and left behind.

    Silent about tasks that were asked to stop in time, about those that belong to a task that was left
    over itself, and when the program did not come to its end by itself: then nobody could clean up.
    """
    story = story_of(trace)
    left = {task.number: record for task in made_here(story) if (record := _left_at(story, task)) is not None}
    awaited = _awaited(story, left)
    for number, record in left.items():
        task = story.tasks[number]
        if task.maker not in left and number not in awaited:
            yield _at_the_end(story, task, record)
    for task in made_here(story):
        timer = _timed_out(story, task) if task.number not in left else None
        if timer is not None:
            yield _after_timeout(story, task, timer)


def _at_the_end(story: Story, task: Task, left: Record) -> Finding:
    who, ran = story.who(task.number), bool(story.steps.get(task.number))
    timer = _timed_out(story, task)
    under = f", which was made under a {timer.scope} that timed out," if timer is not None else ""
    if left.kind == "task.cancel":
        began = "never ended" if ran else "never began"
        sentence = f"{who}{under} {began}; {exit_call(left)} cancelled it at exit, silently."
    elif left.kind == "loop.close" and not _by_collector(left):
        sentence = f"{who}{under} never ended: its loop was closed while it still waited."
    elif task.loop not in last_turns(story):
        sentence = f"{who} never began: its loop never ran."
    elif left.kind == "loop.close":
        began = "never ended" if ran else "never began"
        sentence = f"{who}{under} {began}: its loop was stopped, and never ran again."
    elif of_a_test(story.trace.run):  # in the next one its loop may run on
        sentence = f"{who}{under} had not ended when the test did, nor was its loop closed."
    else:
        sentence = f"{who}{under} never ended: the program did, while it still waited."
    last = task.spans[-1].first if task.spans else task.first
    return Finding(
        rule=NAME,
        severity=Severity.WARNING,
        sentence=sentence,
        fragment=who,
        fix=_fix(story, task),
        place=task.place,
        record=task.last or (left.n if left.kind == "task.cancel" else last),
        start=task.start,
        end=task.end or left.t,
        tasks=(task.number,),
    )


def _fix(story: Story, task: Task) -> str:
    if "gather" not in story.index[task.first].data.get("via", ()):
        return FIX
    group = "a TaskGroup cancels the others when one fails"
    return group if since(story, 3, 11) else "cancel the others when one of a gather() fails"


def _by_collector(closed: Record) -> bool:
    """Whether nobody closed a loop: its memory was freed, and it closed itself."""
    return any(str(name).endswith("__del__") for name in closed.data.get("via", ()))


def _after_timeout(story: Story, task: Task, timer: Timer) -> Finding:
    who, end = story.who(task.number), task.end or story.trace.end
    over = timer.scope_end or timer.fired_at or timer.due
    return Finding(
        rule=NAME,
        severity=Severity.NOTE,
        sentence=f"{who} ran on for {ms(end - over)} after the {timer.scope} under which it was made had "
        "timed out; nobody waited for it.",
        fragment=who,
        fix=("a TaskGroup, or " if since(story, 3, 11) else "") + "cancel it where the timeout is met",
        place=task.place,
        record=task.last or task.first,
        start=over,
        end=end,
        tasks=(task.number,),
    )


def _left_at(story: Story, task: Task) -> Record | None:
    """The record at which a task was left over, None when it was not."""
    asked = next((asked for asked in task.cancels if asked.accepted), None)
    if asked is not None:
        left = story.index[asked.n]
        return left if asked.route == AT_EXIT and _ended_well(story, task, left) else None
    if task.outcome is not Outcome.NEVER_ENDED or task in mains(story, task.loop):
        return None
    closes = story.of_kind("loop.close")
    ends = [record for record in closes if record.data["loop"] == task.loop and record.n > task.first]
    over = next(iter([*ends, *story.of_kind("run.end")]), None)
    if task.freed is not None and last_turns(story).get(task.loop, 0) > task.freed:
        return None  # garbage-collected while its loop was at work: that is another fault
    return over if over is not None and _ended_well(story, task, over) else None


def _ended_well(story: Story, task: Task, left: Record) -> bool:
    """Whether all that the loop was run for had ended without an error when the task was left."""
    run_for = [main for main in mains(story, task.loop) if main.first < left.n and main is not task]
    if not run_for:
        return left.kind == "loop.close" or left.data.get("how") == "returned"
    last = run_for[-1]
    return last.outcome is Outcome.RETURNED and last.last is not None and last.last < left.n


def _awaited(story: Story, left: dict[int, Record]) -> set[int]:
    """The tasks that others waited for that were left over themselves: then those are to blame."""
    found: set[int] = set()
    for number in left:
        waits = story.waits.get(number, [])
        on = waits[-1].data.get("on", {}) if waits else {}
        found |= {each for each in (on.get("task"), *on.get("gather", ())) if each not in (None, number)}
    return found


def _timed_out(story: Story, task: Task) -> Timer | None:
    """The deadline under which the task was made, and which it outlived with nobody to wait for it."""
    if (task.cancels and task.cancels[0].route != AT_EXIT) or heard(story, task):
        return None
    for timer, over, guarded in _fired(story).get(task.maker, ()):
        outlived = task.last is None or task.last > over
        if task.number not in guarded and timer.first < task.first < (timer.last or 0) and outlived:
            return timer
    return None


def _fired(story: Story) -> dict[int | None, list[tuple[Timer, int, set[int]]]]:
    """By the tasks that worked under a deadline: the deadline, the record at which it was over, the tasks."""
    found: dict[int | None, list[tuple[Timer, int, set[int]]]] | None = story.memo.get("fired")
    if found is not None:
        return found
    found = story.memo["fired"] = {}
    for timer in story.trace.timers:
        asked = asked_by_timers(story).get(timer.last or 0, []) if timer.fired_at is not None else []
        ends = [task.last for task, _ in asked if task.number != timer.task and task.last is not None]
        over = timer.scope_last or min(ends, default=None)
        guarded = {task.number for task, _ in asked}
        for maker in {timer.task, *guarded} if over is not None else ():
            found.setdefault(maker, []).append((timer, over or 0, guarded))
    return found
