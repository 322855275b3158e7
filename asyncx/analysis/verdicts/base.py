"""What a rule gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ...trace.model import Outcome, Task
from ..story import Story
from ..words import listed, ms


@dataclass(frozen=True, slots=True)
class Verdict:
    """What happened, in one sentence; `detail` says why, in a second one, or is empty.

    `record` is the record to explain, from which the chain of causes is followed back.
    """

    sentence: str
    detail: str
    record: int


Rule = Callable[[Story], Verdict | None]


def verb(task: Task) -> str:
    """How a task ended: `returned`, `was cancelled` ..."""
    return "was cancelled" if task.outcome is Outcome.CANCELLED else str(task.outcome)


def ends(story: Story, tasks: Iterable[Task]) -> str:
    """`ship returned at 50 ms and pay was cancelled at 60 ms`, "" when none of the tasks ended."""
    return listed(
        [f"{story.who(task.number)} {verb(task)} at {ms(task.end)}" for task in tasks if task.end is not None]
    )
