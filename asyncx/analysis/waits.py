"""What each waiting task waits for, and who could end it: the holder of a lock, another task."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..trace.model import Place, Record
from .held import Held, holders
from .story import Story, line_of, lines_of, stack_of
from .words import ms

LAST = 2**63
"""After every record."""


@dataclass(frozen=True, slots=True)
class Wait:
    """One await of a task, from its record task.wait at `start` (ns) to when the task ran again at `end`.

    `after` is the record of that step, None when it never ran again.
    """

    task: int
    record: Record
    start: int
    end: int
    after: Record | None

    @property
    def last(self) -> int:
        """The number of the record that ended it; one beyond all others when none did."""
        return self.after.n if self.after is not None else LAST

    @property
    def on(self) -> Mapping[str, Any]:
        """What is waited on, as it was recorded."""
        on: Mapping[str, Any] = self.record.data.get("on", {})
        return on


def waits_of(story: Story, task: int) -> Iterator[Wait]:
    """The awaits of a task, in order."""
    steps = story.steps.get(task, [])
    numbers = [step.n for step in steps]
    for record in story.waits.get(task, ()):
        at = bisect_right(numbers, record.n)
        after = steps[at] if at < len(steps) else None
        start = record.t - record.data.get("age", 0)
        yield Wait(task, record, start, after.t if after else _end(story, task), after)


def _end(story: Story, task: int) -> int:
    end = story.tasks[task].end
    return story.trace.end if end is None else end


def began(story: Story, time: int) -> str:
    """`from 12 ms on`, of waits that were noted at `time` (ns); without steps that is some time after."""
    return f"from {ms(time)} on{' at the latest' if story.trace.run.recorded == 'tasks' else ''}"


def last_wait(story: Story, task: int) -> Wait | None:
    """The await that a task never came back from; None when it ended, or was ready to go on."""
    waits = list(waits_of(story, task))
    made = story.tasks[task]
    if not waits or made.end is not None or waits[-1].after is not None:
        return None
    return None if _last_ready(story).get(task, 0) > waits[-1].record.n else waits[-1]


def _last_ready(story: Story) -> dict[int, int]:
    found: dict[int, int] | None = story.memo.get("last_ready")
    if found is None:
        ready = story.of_kind("task.ready")
        found = story.memo["last_ready"] = {record.data["task"]: record.n for record in ready}
    return found


def given_up(story: Story, wait: Wait) -> bool:
    """Whether a wait never came to its own end: it was cancelled, timed out, or lasted to the trace's end."""
    if wait.after is None:
        return story.tasks[wait.task].end is None or cancelled_at(story, wait) is not None
    return cancelled_at(story, wait) is not None or _by_timer(story, wait)


def _by_timer(story: Story, wait: Wait) -> bool:
    """Whether it was a wait_for() with a task of its own inside (up to 3.11) that its timer ended."""
    stack = stack_of(wait.record)
    if wait.after is None or not stack or stack[-1][2] != "wait_for":
        return False
    cause = story.index.get(wait.after.because or 0)
    while cause is not None and cause.kind in ("task.ready", "future.done"):
        cause = story.index.get(cause.because or 0)
    return cause is not None and cause.kind == "timer.fire"


def on_behalf_of(story: Story, task: int) -> int:
    """The task that stands in a wait_for() which made `task` for what it awaits (up to 3.11); or itself."""
    made = story.tasks[task]
    via = [str(name).rpartition(".")[2] for name in story.index[made.first].data.get("via", ())]
    return made.maker if made.maker is not None and "wait_for" in via else task


def cancelled_at(story: Story, wait: Wait) -> int | None:
    """The record of the first cancel that came while the task waited, None for none."""
    asked = story.tasks[wait.task].cancels
    return next((each.n for each in asked if each.accepted and wait.record.n < each.n < wait.last), None)


def takers(story: Story, wait: Wait, time: int | None = None) -> tuple[Held, ...]:
    """Who has the lock, or places of the semaphore, for which `wait` waits, as far as it is known.

    At `time` (ns), or when it was given up, if that is not given.
    """
    if not is_lock(wait) and not is_semaphore(wait):
        return ()
    asked = cancelled_at(story, wait)
    moment = story.index[asked].t if asked is not None else wait.end
    moment = moment if time is None else time
    every = holders(story).get(wait.on.get("object", 0), ())
    found = [held for held in every if held.start <= moment and (held.end is None or held.end >= moment)]
    return tuple(found[-1:] if is_lock(wait) else found)


def holder(story: Story, wait: Wait, time: int | None = None) -> Held | None:
    """The only one without whom `wait` cannot end, as `takers`: who has the lock, or the only place."""
    found = takers(story, wait, time)
    return found[0] if len(found) == 1 and found[0].places == 1 and found[0].own else None


def is_lock(wait: Wait) -> bool:
    """Whether it is a lock that is waited for."""
    return _acquires(wait, "Lock")


def is_semaphore(wait: Wait) -> bool:
    """Whether it is a place of a semaphore that is waited for."""
    return _acquires(wait, "Semaphore")


def _acquires(wait: Wait, what: str) -> bool:
    stack = stack_of(wait.record)
    return "object" in wait.on and bool(stack) and str(stack[-1][2]).endswith(f"{what}.acquire")


def needs(story: Story, wait: Wait) -> tuple[int, ...]:
    """The tasks without which `wait` cannot end: the one that is awaited, or the only holder."""
    on = wait.on
    if "task" in on:
        return (int(on["task"]),)
    if "gather" in on:
        return tuple(child for child in on["gather"] if living(story, child, wait))
    held = holder(story, wait)
    if held is not None and held.task is not None:
        return (held.task,)
    return tuple(inside(story, wait))


_WAITS_FOR_ITS_OWN = {
    "wait_for": "wait_for",
    "TaskGroup.__aexit__": "create_task",
    "TaskGroup._aexit": "create_task",
}


def inside(story: Story, wait: Wait) -> Iterator[int]:
    """What a task waits for in wait_for() (a task of its own up to 3.11), and at the end of a TaskGroup."""
    stack = stack_of(wait.record)
    made_by = _WAITS_FOR_ITS_OWN.get(str(stack[-1][2])) if stack else None
    for task in story.made_by.get(wait.task, ()) if made_by else ():
        via = [str(name).rpartition(".")[2] for name in story.index[task.first].data.get("via", ())]
        if made_by in via and task.first < wait.record.n and living(story, task.number, wait):
            yield task.number


def living(story: Story, task: int, wait: Wait, time: int | None = None) -> bool:
    """Whether a task had not ended at `time` (ns), or when `wait` was over or given up."""
    made = story.tasks.get(task)
    if made is None or made.last is None:
        return made is not None
    if time is not None:
        return made.end is None or made.end >= time
    return made.last > (cancelled_at(story, wait) or wait.last)


def stands_at(story: Story, wait: Wait) -> Place | None:
    """The line of the program at which a task waits, or a library's, or the line where the task was made."""
    return line_of(wait.record) or next(lines_of(wait.record), story.tasks[wait.task].place)
