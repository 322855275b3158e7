"""Coroutines that were made by a call and never ran."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...trace.model import Place, Trace
from ...trace.records import place_of
from ..finding import Finding, Severity
from ..story import story_of
from .common import ours

NAME = "never-awaited"
_NOWHERE = ("sys", "<sys>", "gc", "<gc>")
_SAYS = re.compile(r"^coroutine '(.+)' was never awaited")


def check(trace: Trace) -> Iterable[Finding]:
    """What Python's own warning says, at the line where the coroutine was dropped: mostly that of the call.

    Where a coroutine was made is known only in debug mode, and to switch that on would change the program.
    """
    story = story_of(trace)
    for record in story.of_kind("warning"):
        said = _SAYS.search(record.data["message"])
        if said is None or record.data["category"] != "RuntimeWarning":
            continue
        name = said[1].rpartition("<locals>.")[2]
        made, dropped = place_of(record.data.get("made")), place_of(record.data.get("where"))
        defined = place_of(record.data.get("at"))
        here = ours(dropped) and dropped is not None and dropped.line > 0 and dropped.file not in _NOWHERE
        place = made or (dropped if here else defined)
        place = Place(place.file, place.line, "") if place is not None else None
        somewhere = "" if made or here else " somewhere"
        who = f"{name}()"
        yield Finding(
            rule=NAME,
            severity=Severity.PROBLEM,
            sentence=f"{who} was called{somewhere} and never awaited: nothing of it ran.",
            fragment=who,
            fix=f"await {name}(...), or asyncio.create_task() and keep the task",
            place=place,
            record=record.n,
            start=record.t,
            end=record.t,
            tasks=(),
        )
