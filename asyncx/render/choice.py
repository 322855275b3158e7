"""Which tasks of a run to draw where there is no room for all: those of its findings come first."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from itertools import zip_longest

from ..analysis.watched import Watched, is_named
from ..trace.model import Outcome, Task
from .others import all_rows
from .rows import Row
from .window import Window, through

LEAST = 4
"""So many tasks are drawn at least, whatever else there is."""

_IN_A_FINDING = 100
"""Makes the row of a task that a finding is about more unusual than any other."""

_OUTCOMES = {Outcome.RAISED: 0, Outcome.NEVER_ENDED: 1, Outcome.CANCELLED: 2, Outcome.RETURNED: 3}


def chosen_rows(
    watched: Watched, only: str, most: int, window: Window | None = None
) -> tuple[list[Row], list[Task], list[Row]]:
    """At most `most` rows with their headings, as far as that can be; and the tasks and rows left out.

    `only` names the tasks that are wanted, "" for all; in a `window` there are those that lived then.
    """
    tasks = [task for task in _by_need(watched) if not only or is_named(task, only)]
    if window is not None:
        start, end = window
        tasks = [task for task in tasks if task.start <= end.t and (task.end is None or task.end >= start.t)]
    mains = {task.loop: task.number for task in reversed(watched.tasks)}
    made = rows_of(watched, {task.number for task in tasks[: max(most, LEAST)]} | set(mains.values()))
    if window is not None:
        made = [(seen, task) for row, task in made for seen in through([row], window)]
    others = [] if only else sorted((row for row, task in made if task is None), key=_usual_last)
    room = most - len({row.group for row, _ in made if row.group})
    if len(others) + len(tasks) > room:  # a line says how many there are more
        room = max(room - 1, LEAST)
        wanted = sum(row.unusual > 0 for row in others)
        others, left = others[: max(min(room // 3, wanted), room - len(tasks))], others
        left = left[len(others) :]
        tasks, rest = tasks[: max(room - len(others), LEAST)], tasks
        rest = rest[len(tasks) :]
    else:
        left, rest = [], []
    kept, drawn = {task.number for task in tasks}, set(map(id, others))
    concerned = {number for finding in watched.findings for number in finding.tasks}
    every = [
        replace(row, unusual=row.unusual + _IN_A_FINDING * (task is not None and task.number in concerned))
        for row, task in made
        if (task is None and id(row) in drawn) or (task is not None and task.number in kept)
    ]
    return every, rest, left


def rows_of(watched: Watched, only: Container[int] | None = None) -> list[tuple[Row, Task | None]]:
    """The rows of the picture, each with its task, None for those of callbacks and threads.

    Of tasks those whose numbers are in `only`, if given.
    """
    first_of = {task.first: task for task in watched.trace.tasks}
    rows = all_rows(watched.trace, only=only)
    return [(row, first_of.get(row.first) if row.kind == "task" else None) for row in rows]


def _usual_last(row: Row) -> int:
    return -row.unusual


def usual(task: Task) -> bool:
    """Whether there is no more to a task than that it ran and returned."""
    return task.outcome is Outcome.RETURNED and not task.cancels


def _by_need(watched: Watched) -> list[Task]:
    """All tasks: the first of each finding, the second of each and so on; the main ones; then the others."""
    by_number = {task.number: task for task in watched.tasks}
    rounds = zip_longest(*(finding.tasks for finding in watched.findings))
    concerned = [by_number[number] for each in rounds for number in each if number in by_number]
    mains = {task.loop: task for task in reversed(watched.tasks)}
    rest = sorted(watched.tasks, key=lambda task: (_OUTCOMES[task.outcome], not task.cancels))
    return list({task.number: task for task in (*concerned, *mains.values(), *rest)}.values())
