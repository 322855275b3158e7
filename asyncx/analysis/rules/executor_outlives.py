"""Jobs of an executor that went on in their thread after the await for them had ended."""

from __future__ import annotations

from collections.abc import Iterable

from ...trace.model import Trace
from ..finding import Finding, Severity
from ..story import Story, story_of
from ..vocabulary import last_part
from ..waiting import interrupted_at
from ..waits import LAST, waits_of
from ..words import ms

NAME = "executor-outlives"


def check(trace: Trace) -> Iterable[Finding]:
    """Jobs that were running when their await was cancelled, or timed out; not by Ctrl-C."""
    story = story_of(trace)
    made = {record.data["job"]: record for record in story.of_kind("job.new")}
    ended = {record.data["job"]: record for record in story.of_kind("job.end")}
    waiters = _waiters(story) if story.of_kind("job.cancel") else {}
    stopped = interrupted_at(story)
    seen: set[int] = set()
    for given_up in story.of_kind("job.cancel"):
        job = given_up.data["job"]
        end = ended.get(job)
        over = end.t if end is not None else trace.end
        if job in seen or over - given_up.t <= story.slack:
            continue
        seen.add(job)
        submitted = made.get(job)
        function = last_part(str(submitted.data.get("function", ""))) if submitted is not None else ""
        name = f"{function}()" if function else "A job"
        went_on = f"for another {ms(over - given_up.t)}" if end is not None else "until the end of the trace"
        who = waiters.get(job, story.actor(story.index.get(given_up.because or 0)))
        if who in story.tasks and given_up.n > stopped.get(story.tasks[who].loop, LAST):
            continue
        after = f"{story.who(who)} had given up waiting for it" if who is not None else "its await had ended"
        yield Finding(
            rule=NAME,
            severity=Severity.WARNING,
            sentence=f"{name} went on in its thread {went_on} after {after}.",
            fragment=name,
            fix="give the call a timeout of its own, or let it look at a threading.Event",
            place=story.place(submitted) if submitted is not None else None,
            record=given_up.n,
            start=given_up.t,
            end=over,
            tasks=() if who is None else (who,),
        )


def _waiters(story: Story) -> dict[int, int]:
    """The task that waited for each job first."""
    found: dict[int, int] = {}
    for task in story.users:
        for wait in waits_of(story, task.number):
            if "job" in wait.on:
                found.setdefault(int(wait.on["job"]), task.number)
    return found
