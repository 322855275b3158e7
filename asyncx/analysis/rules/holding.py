"""What held a loop, as far as it was seen: the line, the call there, and what to do instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ...trace.labels import seconds
from ...trace.model import Place, Record
from ...trace.records import place_of
from ..calls import call_in
from ..story import Story
from ..waits import line_of
from .common import since
from .stretches import Stretch

_SUBPROCESS = "use await asyncio.create_subprocess_exec()"
_INSTEAD = {
    "Future.result": "await asyncio.wrap_future() of it",
    "os.system": _SUBPROCESS,
    "subprocess.call": _SUBPROCESS,
    "subprocess.check_call": _SUBPROCESS,
    "subprocess.check_output": _SUBPROCESS,
    "subprocess.run": _SUBPROCESS,
}
_OF_LOOPS = frozenset(
    {"create_task", "create_future", "ensure_future", "start_soon", "run_in_executor", "gather", "cancel"}
    | {"call_soon", "call_later", "call_at", "call_soon_threadsafe", "set_result", "set_exception"}
    | {"add_done_callback", "put_nowait", "get_nowait", "release", "set"}
)
"""Calls that belong into the thread of the loop, and do not wait: seen by chance, or for what they call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The line that held a loop (None: not known), and the call there by its dotted name ("": none known).

    `slept` says how long that sleeps; `near` what the line is, where it is another one.  `plain` says that
    the line stands in a function that is no coroutine.
    """

    place: Place | None
    call: str = ""
    slept: str = ""
    near: str = ""
    plain: bool = False


def holding(story: Story, held: Stretch) -> Holding:
    """What held the loop in one stretch."""
    inside = [each for each in story.trace.holds if each.thread == held.thread]
    inside = [each for each in inside if each.start < held.end and each.end > held.start]
    longest = max(inside, key=lambda each: each.end - each.start, default=None)
    if longest is not None and 2 * (longest.end - longest.start) >= held.own:
        wait = story.index[longest.first]
        slept = seconds(wait.data.get("until", longest.end) - wait.t, exact=not story.slack)
        return Holding(place=longest.place, call=longest.what, slept=slept)
    seen = list(samples(story, held))
    lines = Counter(place_of(record.data.get("where")) for record in seen)
    if lines and (most := lines.most_common(1)[0][0]) is not None:
        there = [each for each in seen if place_of(each.data.get("where")) == most]
        calls = {call_in(record) for record in there}
        call = calls.pop() if len(calls) == 1 else ""
        return Holding(place=most, call=call, plain=any(each.data.get("plain") for each in there))
    if held.task is None:
        made = story.index.get(held.begin.because or 0)
        place = story.place(made) if made is not None else None
        return Holding(place=place, near=", a callback that this line gave to it" if place else "")
    if held.end_record is not None and held.end_record.kind == "task.wait":
        place = line_of(held.end_record)
        if place is not None:
            return Holding(place=place, near=" before it came to this line")
    return Holding(place=None, near=" at a line that was not seen")


def samples(story: Story, held: Stretch) -> Iterator[Record]:
    """What was seen of a stretch while it went on."""
    for record in story.of_kind("loop.held"):
        if held.start <= record.t <= held.end and record.data.get("loop", held.loop) == held.loop:
            yield record


def instead(story: Story, held: Stretch, what: Holding) -> str:
    """What to do instead, in one short line, on the Python that the program runs on."""
    call = what.call if what.call.rpartition(".")[2] not in _OF_LOOPS else ""
    if what.plain and what.place is not None and held.task is None:
        return f"hand it to a thread: loop.run_in_executor(None, {what.place.function}, ...)"
    if what.plain and what.place is not None:
        return f"{_in_thread(story, f'{what.place.function}, ...')} where a coroutine calls it"
    if call == "time.sleep":
        return f"use await asyncio.sleep({what.slept or '...'})"
    if call == "Thread.join":
        return _in_thread(story, "thread.join")
    if call in _INSTEAD:
        return _INSTEAD[call]
    if call:
        return f"{_in_thread(story, f'{call}, ...')}, or an async way of it"
    return f"use the async way, or a thread: {_in_thread(story, '')}"


def _in_thread(story: Story, call: str) -> str:
    if since(story, 3, 9):
        return f"await asyncio.to_thread({call})"
    return f"await loop.run_in_executor(None, {call})" if call else "await loop.run_in_executor()"
