"""Loops that were held: a call that blocks a thread whose loop had something to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...trace.labels import sets_sleep
from ...trace.model import Hold, TaskState
from ..story import Story
from ..vocabulary import last_part
from ..words import MS, fits, ms
from .base import Verdict

MOST = 50
"""How many blocking calls are looked at, the longest first."""


@dataclass(frozen=True, slots=True)
class Late:
    """Somebody who was due at `due` (ns), and could run only at record `record`, `late` ns later."""

    who: str
    due: int
    late: int
    record: int


def held(story: Story) -> Verdict | None:
    """A call that blocked a running loop while somebody was due."""
    holds = sorted(
        (hold for hold in story.trace.holds if hold.loop is not None), key=lambda hold: hold.start - hold.end
    )
    waiting = [(late, hold) for hold in holds[:MOST] for late in _late(story, hold) if late.late >= MS]
    if not waiting:
        return None
    worst, hold = max(waiting, key=lambda pair: pair[0].late)
    who = story.who(hold.task) if hold.task is not None else "a callback"
    held_for = f"{who} held the loop for {ms(hold.end - hold.start)}"
    sentence = fits(
        f"{held_for}; {worst.who} was due at {ms(worst.due)} and ran {ms(worst.late)} late.",
        f"{held_for}; {worst.who} ran {ms(worst.late)} late.",
    )
    code = story.code(hold.place) or f"{hold.what}()"
    return Verdict(sentence, f"While {code} runs, nothing else on this loop can.", worst.record)


def _late(story: Story, hold: Hold) -> Iterator[Late]:
    """Who was due while the loop was held."""
    for timer in story.trace.timers:
        owner = story.tasks.get(timer.task or 0)
        if timer.loop != hold.loop or timer.scope or (owner is not None and owner.internal):
            continue
        if timer.fired_at is not None and hold.start <= timer.due < hold.end <= timer.fired_at:
            steps = story.steps.get(timer.task or 0, ())
            after = next((step.n for step in steps if step.n > (timer.last or 0)), timer.last or hold.first)
            sleeps = owner is not None and sets_sleep(story.index[timer.first])
            whom = story.who(owner.number) if owner and sleeps else f"{last_part(timer.callback)}()"
            yield Late(whom, timer.due, timer.fired_at - timer.due, after)
    for task in story.users:
        if task.number == hold.task or task.loop != hold.loop or task.start > hold.start:
            continue
        for span in task.spans:
            if span.state is TaskState.READY and span.start < hold.end <= span.end:
                due = max(span.start, hold.start)
                yield Late(story.who(task.number), due, hold.end - due, span.last or hold.first)
    for run in story.of_kind("handle.run"):
        made = story.index.get(run.because or 0)
        if made is None or made.data.get("where") is None or run.data.get("loop") != hold.loop:
            continue
        if made.t < hold.end <= run.t and run.t > hold.start and made.n > hold.first:
            callback = last_part(str(run.data.get("callback", "")))
            yield Late(f"{callback}()", made.t, hold.end - made.t, run.n)
