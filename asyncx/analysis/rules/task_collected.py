"""Tasks that were garbage-collected while they waited."""

from __future__ import annotations

from collections.abc import Iterable

from ...trace.model import Trace
from ..finding import Finding, Severity
from ..story import story_of
from ..words import ms
from .common import last_turns, made_here, waiting_for

NAME = "task-collected"


def check(trace: Trace) -> Iterable[Finding]:
    """Tasks that were freed while pending, and whose loop went on; if it did not, they were left over."""
    story = story_of(trace)
    for task in made_here(story):
        freed = story.index.get(task.freed or 0)
        if freed is None or last_turns(story).get(task.loop, 0) < freed.n:
            continue
        what = waiting_for(task, freed.t)
        waited = f"while it waited for {what}" if what else "while it still waited"
        who = story.who(task.number)
        yield Finding(
            rule=NAME,
            severity=Severity.PROBLEM,
            sentence=f"{who} was garbage-collected at {ms(freed.t)} {waited}, and never ended.",
            fragment=who,
            fix="keep the task until it is done: in a set, with add_done_callback(set.discard)",
            place=task.place,
            record=freed.n,
            start=task.start,
            end=freed.t,
            tasks=(task.number,),
        )
