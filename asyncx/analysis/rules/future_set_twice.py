"""Results that were set on a future that was done already."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...trace.model import Place, Record, Trace
from ..finding import Finding, Severity
from ..story import Story, story_of
from ..words import ms
from .raised import raised

NAME = "future-set-twice"
_SAYS = re.compile(r"^(invalid state$|(FINISHED|CANCELLED): <)")


def check(trace: Trace) -> Iterable[Finding]:
    """InvalidStateError that came out of set_result() or set_exception(), and that nobody caught."""
    story = story_of(trace)
    for each in raised(story):
        if each.type != "InvalidStateError" or not each.module.startswith("asyncio"):
            continue
        if not _SAYS.search(each.message):
            continue  # result() of a future that has none: that is another error
        who = "A callback" if each.task is None else story.who(each.task)
        state = "was cancelled" if each.message.startswith("CANCELLED") else "was done"
        yield Finding(
            rule=NAME,
            severity=Severity.PROBLEM,
            sentence=f"{who} set the result of a future that {state} already: InvalidStateError at "
            f"{ms(each.record.t)}.",
            fragment=who,
            fix="if not future.done(): future.set_result(...), with no await between the two",
            place=each.place or _given(story, each.record),
            record=each.record.n,
            start=each.record.t,
            end=each.record.t,
            tasks=() if each.task is None else (each.task,),
        )


def _given(story: Story, report: Record) -> Place | None:
    """Where a callback was given to the loop that is itself the future's set_result(): it has no line."""
    run = story.index.get(report.because or 0)
    made = story.index.get(run.because or 0) if run is not None else None
    return story.place(made) if made is not None and made.kind in ("handle.new", "timer.new") else None
