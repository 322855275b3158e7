"""Calls into a loop from a thread that is not its own, other than those that are made for that."""

from __future__ import annotations

from collections.abc import Iterable

from ...trace.model import Trace
from ..finding import Finding, Severity
from ..story import Story, story_of
from ..words import ms
from .intrusions import Intrusion, intrusions

NAME = "wrong-thread"


def check(trace: Trace) -> Iterable[Finding]:
    """Steps, callbacks and timers that such a thread has queued, with debug mode or without it."""
    story = story_of(trace)
    for each in intrusions(story):
        if not each.of_a_loop:
            thread = _name(trace, each.record.thread)
            yield told(
                story,
                each,
                NAME,
                f"The thread {thread}",
                "loop.call_soon_threadsafe(...), or for a coroutine asyncio.run_coroutine_threadsafe(...)",
            )


def told(story: Story, each: Intrusion, rule: str, who: str, fix: str) -> Finding:
    """The finding for one of them."""
    call = f" with {each.call}()" if each.call else ""
    did = f"gave loop {each.loop} a callback"
    if each.task is not None:
        did = f"queued a step of {story.who(each.task)} in loop {each.loop}"
    elif each.record.kind == "loop.stopping":
        did = f"asked loop {each.loop} to stop"
    sentence = f"{who} {did}{call}, which does not wake it"
    began = each.began
    if each.record.kind != "timer.new" and began is not None and began.t - each.record.t > story.slack:
        sentence += f": it began {ms(began.t - each.record.t)} later, when the loop woke for another reason"
    elif began is None and _never_began(story, each):
        sentence += ": it never began"
    return Finding(
        rule=rule,
        severity=Severity.PROBLEM,
        sentence=f"{sentence}.",
        fragment=story.who(each.task) if each.task is not None else each.call or "a callback",
        fix=fix,
        place=each.place,
        record=began.n if began is not None and each.record.kind != "loop.foreign" else each.record.n,
        start=each.record.t,
        end=began.t if began is not None else each.record.t,
        tasks=() if each.task is None else (each.task,),
        sort="given",
    )


def _never_began(story: Story, each: Intrusion) -> bool:
    """Whether it is sure that what was queued was not begun; a step that stands for many may include it."""
    if each.task is None or each.record.kind == "timer.new":
        return each.record.kind == "handle.new"
    steps = story.steps.get(each.task, [])
    over = int(steps[-1].data.get("until", steps[-1].t)) if steps else 0
    return story.tasks[each.task].end is None and over <= each.record.t


def _name(trace: Trace, number: int) -> str:
    return next((thread.name for thread in trace.threads if thread.number == number), str(number))
