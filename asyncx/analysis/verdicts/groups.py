"""Several tasks at once: gather(), TaskGroup, and how much time it saved."""

from __future__ import annotations

from ...trace.model import Outcome, Task
from ...trace.names import short_error
from ..story import Story
from ..words import fits, listed, ms
from .base import Verdict
from .losses import gathers


def task_group(story: Story) -> Verdict | None:
    """The first error of a TaskGroup, which cancels all others."""
    routes = ("TaskGroup._abort", "TaskGroup._on_task_done")
    stopped = [
        task for task in story.users if any(request.route == "TaskGroup._abort" for request in task.cancels)
    ]
    failed = [
        task
        for task in story.users
        if task.outcome is Outcome.RAISED
        and task.error is not None
        and task.maker is not None
        and not any(request.route in routes for request in task.cancels)
        and _made_in_group(story, task)
    ]
    if not failed or failed[0].error is None:
        return None
    first = min(failed, key=lambda task: task.last or 0)
    who, name = story.who(first.number), short_error(first.error or failed[0].error)
    group = _group_end(story, first)
    out = f"; the group raised at {ms(story.index[group].t)}" if group is not None else ""
    if not stopped:
        sentence = f"{who} raised {name} at {ms(first.end or 0)} in its TaskGroup{out}."
        return Verdict(fits(sentence), "No other task was left to cancel.", group or first.last or 0)
    names = listed([story.who(task.number) for task in stopped])
    sentence = f"{who} raised {name} at {ms(first.end or 0)}; the TaskGroup then cancelled {names}."
    detail = "The group waits until every task has ended, and raises all their errors together."
    if group is not None:
        detail = (
            f"The group waited until the last of them had ended, and raised at {ms(story.index[group].t)}, "
            "all errors together."
        )
    return Verdict(
        fits(sentence, f"{who} raised {name}; the TaskGroup then cancelled {names}."),
        detail,
        group or first.last or 0,
    )


def _made_in_group(story: Story, task: Task) -> bool:
    return "TaskGroup.create_task" in story.index[task.first].data.get("via", ())


def _group_end(story: Story, task: Task) -> int | None:
    """The record at which the group raised."""
    for coro in story.tasks[task.maker].coros if task.maker in story.tasks else ():
        if (
            coro.name == "TaskGroup.__aexit__"
            and coro.outcome is Outcome.RAISED
            and (coro.last or 0) > (task.last or 0)
        ):
            return coro.last
    return None


def gather_error(story: Story) -> Verdict | None:
    """gather() raised the first error while siblings were still running."""
    for group in gathers(story):
        failed = [
            task
            for task in group
            if task.outcome in (Outcome.RAISED, Outcome.CANCELLED) and task.last is not None
        ]
        if not failed:
            continue
        first = min(failed, key=lambda task: task.last or 0)
        end = first.last or 0
        running = [task for task in group if task.last is None or task.last > end]
        untouched = [task for task in running if not any(request.n < end for request in task.cancels)]
        raised = _raised_at(story, first, group)
        if raised is None or not untouched:
            continue
        who = story.who(first.number)
        what = short_error(first.error) if first.error is not None else "CancelledError"
        names = listed([story.who(task.number) for task in untouched])
        sentence = f"gather raised the {what} of {who} at {ms(first.end or 0)}; {names} ran on."
        ends = [
            f"{story.who(task.number)} {_ended(task)} at {ms(task.end)}"
            for task in untouched
            if task.end is not None
        ]
        detail = (
            f"gather cancels none of the others: {listed(ends)}."
            if ends
            else "gather cancels none of the others."
        )
        return Verdict(
            fits(sentence, f"gather raised {what} at {ms(first.end or 0)}; {names} ran on."), detail, raised
        )
    return None


def _ended(task: Task) -> str:
    return "was cancelled" if task.outcome is Outcome.CANCELLED else str(task.outcome)


def _raised_at(story: Story, task: Task, group: list[Task]) -> int | None:
    """The record at which the error of `task` came up in the coroutine that awaited the gather()."""
    for record in story.of_kind("task.step"):
        ready = story.index.get(record.because or 0)
        if ready is None or "gather" not in ready.data.get("future", {}):
            continue
        chain = [each.n for each in story.chain(ready)]
        if task.last not in chain or task.number not in ready.data["future"]["gather"]:
            continue
        for inner in story.inside(record):
            if inner.kind in ("coro.throw", "coro.catch", "coro.raise"):
                return inner.n
    return None


def overlapped(story: Story) -> Verdict | None:
    """Tasks that ran at the same time: how long, and how long one after the other."""
    for group in gathers(story):
        ended = [task for task in group if task.end is not None and task.outcome is Outcome.RETURNED]
        if len(ended) < 2 or len(ended) < len(group):
            continue
        start, end = min(task.start for task in ended), max(task.end or 0 for task in ended)
        total = sum((task.end or 0) - task.start for task in ended)
        if end <= start or total <= end - start:
            continue
        names = listed([story.who(task.number) for task in ended])
        sentence = fits(
            f"gather had all its results after {ms(end - start)}: {names} ran at the same time.",
            f"gather had all {len(ended)} results after {ms(end - start)}: its tasks ran at the same time.",
        )
        detail = f"One after the other they would have taken {ms(total)}."
        return Verdict(sentence, detail, max(task.last or 0 for task in ended))
    return None
