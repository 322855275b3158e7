"""Loops that are never idle, because a task or a callback has itself called again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...trace.model import CancelRequest, Place, Record, Task, Trace
from ..finding import Finding, Severity
from ..story import Story, line_of, story_of
from ..vocabulary import last_part
from ..waits import LAST
from ..words import MS, ms
from .common import ours
from .stretches import stretches, times

NAME = "loop-busy"
NEEDS_STEPS = True
MANY = 1_000
"""So many times in a row something has to come back at once before it is worth a word."""
SHORT = MS // 20
"""A step that takes longer (ns) does some work; a shorter one only asks whether it may go on."""


@dataclass(slots=True)
class _Chain:
    """What comes back at once: since `first`, `count` times until `last`; `short` of them did no work."""

    first: Record
    last: Record
    count: int
    short: int = 0
    place: Place | None = None


def check(trace: Trace) -> Iterable[Finding]:
    """Tasks that yield without waiting for anything, and callbacks that schedule themselves at once.

    A task that came to an end of it by itself may have worked through something, turn by turn: of that one
    the finding is not certain.
    """
    story = story_of(trace)
    yield from _tasks(story)
    yield from _callbacks(story)


def _tasks(story: Story) -> Iterator[Finding]:
    short = {each.begin.n for each in stretches(story) if each.own <= SHORT}
    for task in story.users:
        steps = story.steps.get(task.number, [])
        if not ours(task.place) or sum(times(step) for step in steps) < MANY:
            continue
        for chain, over in _chains(story, steps, short):
            if chain.count < MANY or 10 * chain.short < 9 * chain.count:
                continue
            who = story.who(task.number)
            stopped = over is None or over in [_arrived_in(story, asked) for asked in task.cancels]
            length = f"{chain.count} times in a row" + _in(chain)
            sentence = f"{who} came back {length} without waiting for anything: the loop was never idle."
            if not stopped:
                sentence = (
                    f"{who} yielded {length} without waiting for anything, then went on by itself. It may "
                    "have polled, or worked in small steps: the trace does not tell which."
                )
            place = _line(story, task, chain)
            if place is None:
                sentence += " The line at which it yielded was not recorded."
            yield Finding(
                rule=NAME,
                severity=Severity.WARNING if stopped else Severity.NOTE,
                sentence=sentence,
                fragment=f"{who} {chain.count} times",
                fix="wait for what it looks for: an Event, a Condition, a Future; or sleep in between",
                place=place or task.place,
                record=chain.last.n,
                start=chain.first.t,
                end=chain.last.t,
                tasks=(task.number,),
                certain=stopped,
            )


def _chains(story: Story, steps: list[Record], short: set[int]) -> Iterator[tuple[_Chain, Record | None]]:
    """The steps that each made the next one, chain by chain; and the step after each chain, None for none."""
    chain: _Chain | None = None
    before: Record | None = None
    for step in steps:
        ready = story.index.get(step.because or 0)
        at_once = before is not None and ready is not None and ready.because == before.n
        if chain is not None and not at_once:
            yield chain, before if chain.last is not before else step
            chain = None
        if at_once and before is not None:
            chain = chain or _Chain(before, before, 0)
            chain.count += times(before)
            chain.short += times(before) if before.n in short else 0
            chain.last = before
        before = step
    if chain is not None and before is not None:
        ended = story.tasks[before.data["task"]].last is not None
        yield chain, before if ended else None


def _line(story: Story, task: Task, chain: _Chain) -> Place | None:
    """The last known line of the program at which a task yielded in a chain; it is cancelled at one, too."""
    over = next((step.n for step in story.steps[task.number] if step.n > chain.last.n), LAST)
    waits = [wait for wait in story.waits.get(task.number, []) if chain.first.n < wait.n < over]
    asked = [story.index[each.n] for each in task.cancels if chain.first.n < each.n < over]
    return next(filter(None, (line_of(record) for record in reversed([*waits, *asked]))), None)


def _arrived_in(story: Story, asked: CancelRequest) -> Record | None:
    """The step in which a cancellation arrived."""
    record = story.index.get(asked.delivered or 0)
    return record if record is None or record.kind == "task.step" else story.step(record)


def _in(chain: _Chain) -> str:
    length = chain.last.t - chain.first.t
    return f" in {ms(length)}" if length else ""


def _callbacks(story: Story) -> Iterator[Finding]:
    """Chains of handle.run that made a handle.new of the same callback, and timers for next to no time."""
    chains: dict[int, _Chain] = {}
    for record in story.of_kind("handle.run", "timer.fire"):
        made = story.index.get(record.because or 0)
        if made is None or (
            made.kind == "timer.new" and made.data.get("delay", made.data["due"] - made.t) > SHORT
        ):
            continue
        before = chains.pop(made.because or 0, None)
        place = story.place(made)
        if before is None or before.first.data.get("callback") != record.data.get("callback"):
            chains[record.n] = _Chain(record, record, times(record), place=place)
        else:
            before.last, before.count = record, before.count + times(record)
            before.place = place or before.place
            chains[record.n] = before
    for chain in chains.values():
        if chain.first is chain.last and chain.first.kind == "handle.run":
            continue  # many calls that were merged, and none because of another
        if chain.count < MANY or not (chain.place is None or ours(chain.place)):
            continue
        callback = str(chain.first.data.get("callback", "a callback"))
        who = f"{last_part(callback) if chain.place is not None else callback}()"
        yield Finding(
            rule=NAME,
            severity=Severity.WARNING,
            sentence=f"{who} scheduled itself again {chain.count} times in a row{_in(chain)}: the loop was "
            "never idle.",
            fragment=f"{who} {chain.count} times",
            fix="loop.call_later() with a delay, or have it called when there is something to do",
            place=chain.place,
            record=chain.last.n,
            start=chain.first.t,
            end=chain.last.t,
            tasks=(),
        )
