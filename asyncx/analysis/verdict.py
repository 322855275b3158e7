"""The verdict: the one sentence about a run that says most, by an ordered table of rules."""

from __future__ import annotations

from ..trace.model import Trace
from .story import Story
from .verdicts import (
    cancels,
    deadlines,
    endings,
    groups,
    holds,
    loops,
    losses,
    plain,
    reports,
    turns,
    unheeded,
)
from .verdicts.base import Rule, Verdict

RULES: tuple[Rule, ...] = (
    endings.deadlock,
    endings.broken_off,
    endings.exited,
    losses.collected,
    losses.shutdown_error,
    losses.never_retrieved,
    losses.lost_in_gather,
    turns.not_the_holder,
    loops.refused,
    unheeded.result_lost,
    deadlines.same_deadline,
    deadlines.without_error,
    deadlines.other_error,
    cancels.collateral,
    cancels.second_cancel,
    unheeded.in_vain,
    deadlines.overdue,
    unheeded.never_delivered,
    unheeded.swallowed,
    unheeded.pending_return,
    groups.task_group,
    groups.gather_error,
    groups.errors_as_results,
    unheeded.raised_instead,
    plain.raised,
    reports.never_awaited,
    losses.dropped,
    cancels.never_started,
    holds.held,
    loops.from_other_thread,
    loops.gave_up,
    cancels.shielded,
    plain.refused_call,
    loops.jobs,
    turns.half_used,
    turns.generators,
    losses.leftovers,
    deadlines.on_time,
    groups.as_completed_timeout,
    cancels.passed_on,
    cancels.cleaned_up,
    groups.waited,
    cancels.plain_cancel,
    reports.reported,
    reports.warned,
    reports.logged,
    turns.eager,
    turns.no_turn,
    turns.back_of_the_queue,
    turns.by_turns,
    loops.several,
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
