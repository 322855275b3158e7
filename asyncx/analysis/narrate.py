"""A chain of causes as a story: what is worth telling of it, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..trace.model import Record
from .beats import Beat
from .links import Link
from .steps import step_beats
from .story import Story
from .tellers import TELLERS


def beats(story: Story, chain: list[Record]) -> list[Beat]:
    """The beats of a chain of causes, oldest first; each record made the next one happen."""
    told: dict[int, Beat] = {}
    for each in _told(story, chain):
        told.setdefault(each.n, each)
    # Who waits again and again meets many holds: those before the last one are over.
    along = {record.n for record in chain}
    met = [n for n in sorted(told) if story.index[n].kind == "loop.held" and n not in along]
    return [told[n] for n in sorted(told) if n not in met[:-1]]


def _told(story: Story, chain: list[Record]) -> Iterator[Beat]:
    told: list[Beat] = []
    for previous, record, following in zip([None, *chain], chain, [*chain[1:], chain[-1]], strict=False):
        yield from held_meanwhile(story, record, previous)
        if record.kind == "task.step":
            told = step_beats(story, record, following)
            yield from overtaking(story, record)
            yield from told
            continue
        if record.kind.startswith("coro.") and previous is not None and previous.kind == "task.step":
            continue
        if record.kind == "loop.held" and previous is not None and previous.kind == "loop.held":
            continue
        if record.kind == "task.end" and told and told[-1].n >= (story.step(record) or record).n:
            continue
        teller = TELLERS.get(record.kind)
        made = teller(Link(story, record, following)) if teller else None
        if made is not None:
            told.append(made)
            yield made


def held_meanwhile(story: Story, record: Record, previous: Record | None) -> Iterator[Beat]:
    """What held the loop when a step or a timer was due: a blocking call, or what was found running."""
    if record.kind not in ("task.step", "timer.fire") or previous is None:
        return
    due = previous.data.get("due", previous.t)
    if record.t <= due:
        return
    loop = record.data.get("loop")
    holds = [
        hold for hold in story.trace.holds if hold.loop == loop and hold.end > due and hold.start < record.t
    ]
    seen = (each for each in story.of_kind("loop.held") if each.data["loop"] == loop)
    held = next((each for each in seen if due < each.t < record.t), None)
    if holds:
        held = story.index[max(holds, key=lambda hold: hold.end - hold.start).first]
    teller = TELLERS[held.kind] if held is not None else None
    made = teller(Link(story, held, record)) if held is not None and teller is not None else None
    if held is not None and made is not None:
        yield replace(made, t=max(held.data.get("since", held.t), previous.t))


def overtaking(story: Story, step: Record) -> Iterator[Beat]:
    """What the chain of causes passes by.

    That is a cancellation that came when the task was ready already, and the one before, whose cleanup
    this one breaks off.
    """
    task = story.tasks.get(step.data["task"])
    arrived = [request for request in task.cancels if request.delivered] if task is not None else []
    inside = story.inside(step)
    for at, request in enumerate(arrived):
        if not inside or not step.n <= (request.delivered or 0) <= inside[-1].n:
            continue
        if request.n > (step.because or 0):
            yield from _asked(story, story.index[request.n])
        earlier = arrived[at - 1] if at else None
        met = story.index[earlier.delivered or 0] if earlier is not None else None
        before = met if met is None or met.kind == "task.step" else story.step(met)
        if earlier is not None and before is not None and before is not step:
            yield from _asked(story, story.index[earlier.n])
            yield from step_beats(story, before, story.inside(before)[-1])
        return


def _asked(story: Story, request: Record) -> Iterator[Beat]:
    """A request to cancel, and the callback that made it."""
    cause = story.index.get(request.because or 0)
    pairs = [(cause, request)] if cause is not None else []
    for record, following in [*pairs, (request, request)]:
        teller = TELLERS.get(record.kind)
        made = teller(Link(story, record, following)) if teller else None
        if made is not None:
            yield made
