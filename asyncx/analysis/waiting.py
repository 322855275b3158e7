"""Who waited for what when a program was stopped: by Ctrl-C or a signal, or by asyncio.run() at its end.

What asyncio does after that, cancelling one task after the other, is not what the program hung in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..trace.model import Outcome, Place, Span, Task, TaskState, Trace
from .awaited import others, what_and_more
from .counterparts import gone
from .story import Story, story_of
from .waits import LAST, needs, stands_at, waits_of

_CTRL_C = "_on_sigint"
_SWEEP = "_cancel_all_tasks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What `task` waited for from `start` until the program was stopped at `end` (ns).

    `what` is "Queue.get", or "its turn" where it was due to run; `more` what is known of that, or "". So many
    `others` were waiting for the same, when that was recorded. `needs` are the tasks without which it could
    not go on, as far as they are known.
    """

    task: Task
    name: str
    what: str
    more: str
    place: Place | None
    start: int
    end: int
    others: int = 0
    needs: tuple[int, ...] = ()


def waiting(trace: Trace, left_over: Iterable[Task]) -> tuple[Waiting, ...]:
    """All tasks that waited when the program was stopped from outside, the longest first.

    Of a program, or a loop, that ended by itself only those which were `left_over`.
    """
    story = story_of(trace)
    stopped, interrupted = _stops(story), _interrupted(story)
    killed = _is_stopped(trace)
    left = {task.number for task in left_over}
    found: list[Waiting] = []
    for task in story.users:
        if killed or task.loop in interrupted or task.number in left:
            found += _waited(story, task, stopped.get(task.loop, LAST))
    return tuple(sorted(found, key=lambda each: each.start))


def interrupted_at(story: Story) -> dict[int, int]:
    """The record at which asyncio began to end each loop, by its number, where Ctrl-C made it do that."""
    killed, interrupted = _is_stopped(story.trace), _interrupted(story)
    return {loop: n for loop, n in _stops(story).items() if killed or loop in interrupted}


def _is_stopped(trace: Trace) -> bool:
    """Whether the program did not come to its end by itself, nor by an error of its own."""
    error = trace.run.error
    by_ctrl_c = error is not None and error.type == "KeyboardInterrupt"
    return trace.run.end in ("killed", "interrupted") or by_ctrl_c


def _interrupted(story: Story) -> set[int]:
    """The loops whose main task Ctrl-C has cancelled, as asyncio.run() does it from 3.11 on."""
    return {
        task.loop
        for task in story.users
        if task.outcome is Outcome.CANCELLED and any(ask.route.endswith(_CTRL_C) for ask in task.cancels)
    }


def _stops(story: Story) -> dict[int, int]:
    """The record of the first cancel() with which asyncio began to end each loop, by its number."""
    ends = (_SWEEP, _CTRL_C) if _interrupted(story) else (_SWEEP,)
    found: dict[int, int] = {}
    for record in story.of_kind("task.cancel"):
        task = story.tasks.get(record.data["task"])
        if task is not None and any(str(name).endswith(ends) for name in record.data.get("via", ())):
            found.setdefault(task.loop, record.n)
    return found


def _waited(story: Story, task: Task, stop: int) -> Iterator[Waiting]:
    """What the task waited for at record `stop`; nothing when it had ended, or ran."""
    span = next((each for each in task.spans if each.first < stop <= (each.last or LAST)), None)
    if span is None or span.state is TaskState.RUNNING:
        return
    end = story.index[stop].t if stop in story.index else story.trace.end
    if span.state in (TaskState.CREATED, TaskState.READY):
        yield _due(story, task, span, end)
        return
    wait = next((each for each in waits_of(story, task.number) if each.record.n < stop <= each.last), None)
    if wait is None:
        return
    what, more = what_and_more(story, wait, end)
    yield Waiting(
        task=task,
        name=story.who(task.number),
        what=what,
        more="; ".join(filter(None, (more, gone(story, wait, stop)))),
        place=stands_at(story, wait),
        start=wait.start,
        end=end,
        others=others(story, wait, end),
        needs=needs(story, wait),
    )


def _due(story: Story, task: Task, span: Span, end: int) -> Waiting:
    began = any(step.n < span.first for step in story.steps.get(task.number, ()))
    more = "" if began else "it had not begun"
    name = story.who(task.number)
    return Waiting(
        task=task, name=name, what="its turn", more=more, place=task.place, start=span.start, end=end
    )
