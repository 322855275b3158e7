"""What held a loop, as far as it was seen: the line, the call there, and what to do instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...trace.labels import seconds
from ...trace.model import Place, Record
from ...trace.records import place_of
from ..calls import call_in, internal
from ..story import Story, line_of, stack_of
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
_STARTS = {("threading.py", "start"): "thread", ("subprocess.py", "_execute_child"): "process"}
"""What returns only when the system has let something else begin, however long that takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """The line that held a loop (None: not known), and the call there by its dotted name ("": none known).

    `slept` says how long that sleeps; `near` what the line is, where it is another one.  `plain` says that
    the line stands in a function that is no coroutine, `by_asyncio` that it called asyncio, which did the
    rest.  `starts` is "thread" or "process" when such a one was waited for to begin.
    """

    place: Place | None
    call: str = ""
    slept: str = ""
    near: str = ""
    plain: bool = False
    by_asyncio: bool = False
    starts: str = ""


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
        return Holding(
            place=most,
            call=call,
            plain=any(each.data.get("plain") for each in there),
            by_asyncio=len(there) > 1 and all(_by_asyncio(each) for each in there),
            starts=_starts(there),
        )
    if held.task is None:
        made = story.index.get(held.begin.because or 0)
        place = story.place(made) if made is not None else None
        return Holding(place=place, near=", a callback that this line gave to it" if place else "")
    if held.end_record is not None and held.end_record.kind == "task.wait":
        place = line_of(held.end_record)
        if place is not None:
            return Holding(place=place, near=" before it came to this line")
    return Holding(place=None, near=" at a line that was not seen")


def _inside(sample: Record) -> list[tuple[str, str]]:
    """The file and the function of what the line of a sample called, and so on, the innermost first."""
    frames = [tuple(frame) for frame in stack_of(sample)]
    where = tuple(sample.data.get("where", ()))
    inside = frames[: frames.index(where)] if where in frames else frames
    return [(str(file), str(function)) for file, _, function in inside]


def _by_asyncio(sample: Record) -> bool:
    inside = _inside(sample)
    return bool(inside) and internal(inside[-1][0])


def _starts(seen: Sequence[Record]) -> str:
    """What was waited for to begin, whenever somebody looked; else ""."""
    found = {next((_STARTS[frame] for frame in _inside(each) if frame in _STARTS), "") for each in seen}
    return found.pop() if len(found) == 1 else ""


def samples(story: Story, held: Stretch) -> Iterator[Record]:
    """What was seen of a stretch while it went on."""
    for record in story.of_kind("loop.held"):
        if held.start <= record.t <= held.end and record.data.get("loop", held.loop) == held.loop:
            yield record


def instead(story: Story, held: Stretch, what: Holding) -> str:
    """What to do instead, in one short line, on the Python that the program runs on."""
    if what.starts:
        return f"it waits until the new {what.starts} runs: start fewer, or start them earlier"
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
    if what.by_asyncio:
        return "asyncio itself works there: give it less at a time"
    if call:
        return f"{_in_thread(story, f'{call}, ...')}, or an async way of it"
    return f"use the async way, or a thread: {_in_thread(story, '')}"


def _in_thread(story: Story, call: str) -> str:
    if since(story, 3, 9):
        return f"await asyncio.to_thread({call})"
    return f"await loop.run_in_executor(None, {call})" if call else "await loop.run_in_executor()"
