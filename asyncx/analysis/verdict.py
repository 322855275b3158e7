"""The verdict: the one sentence about a run that says most, by an ordered table of rules."""

from __future__ import annotations

from ..trace.model import Trace
from .story import Story
from .verdicts import cancels, deadlines, endings, groups, loops, losses, plain
from .verdicts.base import Rule, Verdict

RULES: tuple[Rule, ...] = (
    endings.deadlock,
    endings.broken_off,
    endings.exited,
    losses.collected,
    losses.shutdown_error,
    losses.never_retrieved,
    losses.lost_in_gather,
    loops.refused,
    cancels.result_lost,
    deadlines.same_deadline,
    deadlines.without_error,
    deadlines.other_error,
    cancels.collateral,
    cancels.second_cancel,
    cancels.swallowed,
    cancels.pending_return,
    cancels.never_delivered,
    deadlines.overdue,
    cancels.never_started,
    losses.never_awaited,
    losses.dropped,
    groups.task_group,
    groups.gather_error,
    loops.held,
    loops.from_other_thread,
    loops.jobs,
    cancels.shielded,
    deadlines.on_time,
    cancels.passed_on,
    cancels.cleaned_up,
    losses.leftovers,
    plain.raised,
    cancels.plain_cancel,
    loops.warnings,
    loops.threads,
    groups.overlapped,
    plain.returned,
)
"""Most telling first: the first rule that has something to say is the verdict."""


def verdict(trace: Trace) -> Verdict:
    """What happened in this run, in one sentence that was observed, with why, and the record to explain."""
    return judge(Story(trace))


def judge(story: Story) -> Verdict:
    """`verdict` for a story that was made already."""
    for rule in RULES:
        found = rule(story)
        if found is not None:
            return found
    return Verdict("Nothing was recorded.", "", 0)


__all__ = ["RULES", "Verdict", "judge", "verdict"]
