"""Why something happened: the chain of causes back from one record, in plain words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..trace.model import Place, Record, Trace
from ..trace.records import error_of
from .beats import Beat
from .narrate import beats
from .story import Story

MOST = 9
"""Steps in a chain of causes; what the story can do without is left out first."""


@dataclass(frozen=True, slots=True)
class WhyStep:
    """One step of the chain: its number from 1, its record, time (ns) and depth, and what happened where."""

    index: int
    n: int
    t: int
    depth: int
    what: str
    detail: str
    place: Place | None


def why(trace: Trace, record_number: int) -> tuple[WhyStep, ...]:
    """What led to record `record_number`, the oldest cause first; empty for a number that is not there."""
    return tell(Story(trace), record_number)


def tell(story: Story, record_number: int) -> tuple[WhyStep, ...]:
    """`why` for a story that was made already."""
    record = story.index.get(record_number)
    if record is None:
        return ()
    told = shorten(merged(beats(story, origin(story, record))))
    return tuple(
        WhyStep(index, each.n, each.t, index - 1, each.what, each.detail, each.place)
        for index, each in enumerate(told, 1)
    )


def origin(story: Story, record: Record) -> list[Record]:
    """The chain of causes of `record`.

    What is found out about a task after its end, when it is freed or reported, is explained by what
    the task did last, and not by what made the garbage collector run.
    """
    chain = story.chain(record)
    if record.kind not in ("handler", "task.freed"):
        return chain
    task = record.data.get("task")
    if task is None and record.data.get("error"):
        error = error_of(record.data["error"])
        task = next((each.number for each in story.users if error is not None and each.error == error), None)
    last = [
        other
        for other in story.of_kind("task.end", "task.wait")
        if other.data["task"] == task and other.n < record.n
    ]
    return [*story.chain(last[-1]), record] if last else chain


def merged(told: list[Beat]) -> list[Beat]:
    """Beats that say the same, one after the other, as one that says how often."""
    result: list[tuple[Beat, int]] = []
    for each in told:
        if result and result[-1][0].what == each.what and each.place in (result[-1][0].place, None):
            result[-1] = (result[-1][0], result[-1][1] + 1)
        else:
            result.append((each, 1))
    return [replace(each, detail=f"{count} times") if count > 1 else each for each, count in result]


def shorten(told: list[Beat]) -> list[Beat]:
    """At most MOST beats: the weakest and oldest are left out, never the last."""
    by_weight = sorted(range(len(told) - 1), key=lambda position: told[position].weight)
    out = set(by_weight[: max(0, len(told) - MOST)])
    return [each for position, each in enumerate(told) if position not in out]
