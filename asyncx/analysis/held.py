"""Who held each lock, and each place of a semaphore, from when to when.

They are in the records only from when somebody waited; `age` says since when they were held.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..trace.model import Place, Record
from ..trace.records import place_of
from .story import Story


@dataclass(frozen=True, slots=True)
class Held:
    """A lock, or one of the `places` of a semaphore, in the hand of a task from `start` to `end` (ns).

    `end` is None when it was never released, `record` is where that is written; `task` is None for code
    outside tasks, or where it is not known. `own` says that nobody but this task is to release it, as far
    as can be seen.
    """

    task: int | None
    place: Place | None
    start: int
    end: int | None
    record: Record
    places: int = 1
    own: bool = True


def holders(story: Story) -> dict[int, list[Held]]:
    """Who held each lock and each semaphore when, by the number of the object and in order of time."""
    found: dict[int, list[Held]] | None = story.memo.get("holders")
    if found is None:
        found = story.memo["holders"] = {**_locks(story), **_semaphores(story)}
    return found


def _locks(story: Story) -> dict[int, list[Held]]:
    found: dict[int, list[Held]] = {}
    for record in story.of_kind("lock.taken", "lock.freed"):
        held = found.setdefault(record.data["object"], [])
        if held and held[-1].end is None:
            held[-1] = replace(held[-1], end=record.t)
        if record.kind == "lock.taken":
            held.append(_held(record))
    return found


def _semaphores(story: Story) -> dict[int, list[Held]]:
    """Without those whose places are given back by others than have taken them: they count something else."""
    found: dict[int, list[Held]] = {}
    counters = set()
    for record in story.of_kind("semaphore.taken", "semaphore.freed"):
        held = found.setdefault(record.data["object"], [])
        if record.kind == "semaphore.taken":
            own = bool(record.data.get("own"))
            held.append(replace(_held(record), places=record.data["places"], own=own))
            continue
        task = record.data.get("task")
        mine = [index for index, each in enumerate(held) if each.end is None and each.task == task]
        if mine:
            held[mine[-1]] = replace(held[mine[-1]], end=record.t)
        else:
            counters.add(record.data["object"])
    return {number: [] if number in counters else held for number, held in found.items()}


def _held(record: Record) -> Held:
    start = record.t - record.data.get("age", 0)
    return Held(record.data.get("task"), place_of(record.data.get("where")), start, None, record)
