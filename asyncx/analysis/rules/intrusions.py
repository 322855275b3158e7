"""Work that was given to a loop by a thread that does not run it, in a way that does not wake it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from ...trace.model import Place, Record
from ...trace.records import place_of
from ..calls import caller
from ..story import Story

_TAKES = "BaseEventLoop."
_GIVES = ("task.ready", "handle.new", "timer.new", "loop.stopping")
_SEEN_AT_WORK = ("loop.foreign", "loop.stopping")
"""In watched programs, where it is noticed as it happens."""


@dataclass(frozen=True, slots=True)
class Intrusion:
    """One of them: what gave it (a call, or ""), from where, and what of the loop it is for.

    `of_a_loop` says that the thread runs a loop itself.  `began` is the record at which the work was done
    in the end, None when it never was.
    """

    record: Record
    loop: int
    call: str
    place: Place | None
    task: int | None
    of_a_loop: bool
    began: Record | None


def intrusions(story: Story) -> list[Intrusion]:
    """All of them, in order; made once for each trace."""
    found: list[Intrusion] | None = story.memo.get("intrusions")
    if found is None:
        found = story.memo["intrusions"] = _find(story)
    return found


def _find(story: Story) -> list[Intrusion]:
    threads = {thread for loop in story.trace.loops for thread, _, _ in loop.runs}
    if len(threads | {record.thread for record in story.records}) < 2:
        return []
    gives = _SEEN_AT_WORK if story.of_kind("loop.foreign") else _GIVES
    running: dict[int, int] = {}
    found = []
    for record in story.records:
        if record.kind == "loop.run":
            running[record.data["loop"]] = record.thread
        elif record.kind == "loop.stop":
            running.pop(record.data["loop"], None)
        elif record.kind in gives and not _is_safe(record):
            loop = record.data.get("loop", 0)
            if record.kind == "loop.foreign" or running.get(loop, record.thread) != record.thread:
                found.append(_intrusion(story, record, loop, record.thread in running.values()))
    return found


def _is_safe(record: Record) -> bool:
    """Whether the loop was woken; also when nothing is known of the call: then a loop.foreign tells of it."""
    via = record.data.get("via", ())
    if not via and record.kind == "task.ready":
        return True
    if record.kind in ("handle.new", "timer.new") and not any(str(name).startswith(_TAKES) for name in via):
        return True  # a loop written in C takes it: how is not known
    return bool(record.data.get("threadsafe")) or any("call_soon_threadsafe" in str(name) for name in via)


def _intrusion(story: Story, record: Record, loop: int, of_a_loop: bool) -> Intrusion:
    task = record.data.get("task") or _made(story, record)
    place = place_of(record.data.get("where")) or _place_before(story, record)
    call = caller(record).rpartition(".")[2]
    call = "" if task is not None and call == "call_soon" else call  # by a future, for itself
    return Intrusion(record, loop, call, place, task, of_a_loop, _began(story, record, task))


def _place_before(story: Story, record: Record) -> Place | None:
    """The nearest line that is known of what made the record happen."""
    return next((place for each in story.chain(record)[-2::-1] if (place := story.place(each))), None)


def _made(story: Story, record: Record) -> int | None:
    """The task that was made by the call of create_task() in which a loop.foreign was written."""
    if not any(str(name).endswith(".create_task") for name in record.data.get("via", ())):
        return None
    for new in story.of_kind("task.new"):
        if new.n > record.n and new.thread == record.thread:
            same = all(new.data.get(key) == record.data.get(key) for key in ("loop", "where"))
            return int(new.data["task"]) if same and new.because == record.because else None
    return None


def _began(story: Story, record: Record, task: int | None) -> Record | None:
    """The step or the call for which the loop was given the work; None where that is not known."""
    data = record.data
    if task is not None:
        steps = story.steps.get(task, [])
        at = bisect_right(steps, record.n, key=lambda step: step.n)
        return steps[at] if at < len(steps) else None
    return _runs(story).get(data["handle"]) if "handle" in data else None


def _runs(story: Story) -> dict[int, Record]:
    """When each callback and timer was run first."""
    found: dict[int, Record] | None = story.memo.get("runs")
    if found is None:
        found = story.memo["runs"] = {}
        for record in story.of_kind("handle.run", "timer.fire"):
            found.setdefault(record.data["handle"], record)
    return found
