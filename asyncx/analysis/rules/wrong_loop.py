"""Objects of one loop that were used under another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...trace.model import Trace
from ..finding import Finding, Severity
from ..story import story_of
from ..words import ms
from .intrusions import intrusions
from .raised import matching
from .wrong_thread import told

NAME = "wrong-loop"
FIX = "make it inside the coroutine that uses it, and use one asyncio.run() for the whole program"
_SAYS = re.compile(
    r"attached to a different loop$|is bound to a different event loop$|belongs to a different loop than"
    r"|^loop argument must agree with"
)
_OBJECT = re.compile(r"<(?:[\w.]+\.)?(\w+)(?: object)? at ")
_GOT = re.compile(r" got <?(?:[\w.]+\.)?(\w+)")


def check(trace: Trace) -> Iterable[Finding]:
    """What asyncio refuses for that reason, where nobody caught the error; and what it does not notice.

    That is a step or a callback that code of one loop gives to another loop, which runs in another thread.
    """
    story = story_of(trace)
    for each in matching(story, _SAYS):
        task = story.tasks.get(each.task or 0)
        who = "The program" if each.task is None else story.who(each.task)
        found = _GOT.search(each.message) or _OBJECT.search(each.message)
        what = f"a {found[1]}" if found is not None else "an object"
        under = f" under loop {task.loop}" if task is not None and task.loop else ""
        yield Finding(
            rule=NAME,
            severity=Severity.PROBLEM,
            sentence=f"{who} awaited {what}{under} that belongs to another loop: {each.type} at "
            f"{ms(each.record.t)}.",
            fragment=who,
            fix=FIX,
            place=each.place,
            record=each.record.n,
            start=each.record.t,
            end=each.record.t,
            tasks=() if each.task is None else (each.task,),
        )
    for other in intrusions(story):
        if other.of_a_loop:
            actor = story.actor(other.record)
            who = story.who(actor) if actor is not None else "A callback of another loop"
            yield told(story, other, NAME, who, f"loop.call_soon_threadsafe(...) of loop {other.loop}")
