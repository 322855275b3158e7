"""Two tasks inside one thing that can take only one: a stream, a generator, a coroutine."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...trace.model import Trace
from ..finding import Finding, Severity
from ..story import story_of
from ..words import ms
from .raised import Raised, raised

NAME = "resource-shared"
NEEDS_STEPS = True
_STREAM = re.compile(r"^(\w+)\(\) called while another coroutine is already waiting for incoming data$")
_GENERATOR = re.compile(r"^((\w+)\(\): )?asynchronous generator is already running$")
_COROUTINE = re.compile(r"^(cannot reuse already awaited coroutine|coroutine is being awaited already)$")


def check(trace: Trace) -> Iterable[Finding]:
    """What asyncio and Python refuse to the second user, where nobody caught that error."""
    story = story_of(trace)
    for each in raised(story):
        told = _told(each)
        if told is None or each.place is None:
            continue
        what, fix = told
        who = "A callback" if each.task is None else story.who(each.task)
        yield Finding(
            rule=NAME,
            severity=Severity.PROBLEM,
            sentence=f"{who} {what}: {each.type} at {ms(each.record.t)}.",
            fragment=who,
            fix=fix,
            place=each.place,
            record=each.record.n,
            start=each.record.t,
            end=each.record.t,
            tasks=() if each.task is None else (each.task,),
        )


def _told(each: Raised) -> tuple[str, str] | None:
    """What went wrong, and what to do; None for any other error."""
    if each.type == "AssertionError" and each.by.endswith("_drain_helper"):
        return "called drain() while another task waited in drain() of the same stream", "one task writes"
    if each.type != "RuntimeError":
        return None
    if found := _STREAM.search(each.message):
        what = f"called {found[1]}() while another task was waiting for data of the same stream"
        return what, "one task reads and hands it on; or one lock around question and answer"
    if found := _GENERATOR.search(each.message):
        call = f"{found[2] or 'anext'}()"
        return f"called {call} of an async generator in which another task was at work", (
            "one task iterates, and puts the items into a queue for the others"
        )
    if found := _COROUTINE.search(each.message):
        again = "that had run already" if found[1].startswith("cannot") else "that another task was awaiting"
        return f"awaited a coroutine {again}", "call the function again, or await a task of it"
    return None
