"""Times in which nothing that a loop ran was long, and yet all together kept somebody from running."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...trace.model import Place, Timer
from ..story import Story
from .common import ours
from .stretches import Between, Late, Stretch, stretches


@dataclass(frozen=True, slots=True)
class Crowd:
    """What ran in a row from `start` to `end` (ns), `total` steps and callbacks, and who had to wait.

    Most of the time went to those that were made at `place`: `alike` of them, of which one is `example`.
    `single` says whether all belong to one task.
    """

    start: int
    end: int
    total: int
    alike: int
    single: bool
    place: Place | None
    example: Stretch
    victims: tuple[Late, ...]


def crowds(story: Story, loop: int, waiting: Sequence[Late], held: Sequence[Stretch]) -> Iterator[Crowd]:
    """The crowds of one loop; `waiting` are those that came too late there, `held` what was long by itself.

    That those of a crowd wait for each other is no fault: somebody else has to suffer, or a deadline.
    """
    slow = sorted(waiting, key=lambda each: each.due)
    if not slow:
        return
    ran = [each for each in stretches(story) if each.loop == loop]
    between = Between((each.start, each.end) for each in ran)
    long_ones = Between((each.start, each.end) for each in held if each.loop == loop)
    until, place = -1, None
    told = False
    for each in slow:
        if each.due < until and (told or not _suffers(story, each, place)):
            continue
        if long_ones.overlapping(each.due, each.ran):
            continue
        crowd = [ran[at] for at in between.overlapping(each.due, each.ran)]
        busy = sum(min(one.end, each.ran) - max(one.start, each.due) for one in crowd)
        if sum(one.count for one in crowd) < 2 or 2 * busy < each.ran - each.due:
            continue
        place = _busiest(story, crowd)
        until, told = each.ran, _suffers(story, each, place)
        if told:
            others = [one for one in slow if each.due <= one.due < each.ran and _suffers(story, one, place)]
            found = _crowd(story, crowd, place, others)
            if found.alike > 1:
                yield found


def _crowd(story: Story, crowd: Sequence[Stretch], place: Place | None, victims: Sequence[Late]) -> Crowd:
    alike = [each for each in crowd if _made_at(story, each) == place]
    workers = {worker(story, each) for each in crowd}
    return Crowd(
        start=crowd[0].start,
        end=crowd[-1].end,
        total=sum(each.count for each in crowd),
        alike=sum(each.count for each in alike),
        single=len(workers) == 1 and None not in workers,
        place=place,
        example=next((each for each in alike if each.task is not None), alike[0]),
        victims=tuple(victims),
    )


def _suffers(story: Story, late: Late, place: Place | None) -> bool:
    return late.deadline or late.task is None or story.tasks[late.task].place != place


def _busiest(story: Story, crowd: Sequence[Stretch]) -> Place | None:
    """Where those were made that took most of the time."""
    spent: Counter[Place | None] = Counter()
    for each in crowd:
        spent[_made_at(story, each)] += max(each.busy, 1)
    return spent.most_common(1)[0][0]


def _made_at(story: Story, each: Stretch) -> Place | None:
    task = worker(story, each)
    if task is not None:
        place = story.tasks[task].place
        return place if ours(place) else None
    made = story.index.get(each.begin.because or 0)
    return story.place(made) if made is not None else None


def worker(story: Story, each: Stretch) -> int | None:
    """The task whose step it was, or whose sleep was over; None for another callback."""
    if each.task is not None or each.begin.kind != "timer.fire":
        return each.task
    timer = _timers(story).get(each.begin.data["handle"])
    return timer.task if timer is not None and timer.callback.rpartition(".")[2].startswith("_") else None


def _timers(story: Story) -> dict[int, Timer]:
    found: dict[int, Timer] | None = story.memo.get("timers by number")
    if found is None:
        found = story.memo["timers by number"] = {timer.number: timer for timer in story.trace.timers}
    return found
