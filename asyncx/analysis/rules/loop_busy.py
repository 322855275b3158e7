"""Loops that are never idle, because a task or a callback has itself called again and again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...trace.model import CancelRequest, Place, Record, Trace
from ..finding import Finding, Severity
from ..story import Story, story_of
from ..vocabulary import last_part
from ..words import MS, ms
from .common import line_of, ours

NAME = "loop-busy"
MANY = 1_000
"""So many times in a row something has to come back at once before it is worth a word."""
SHORT = MS // 50
"""A step that takes longer (ns) does some work each time; a shorter one only asks whether it may go on."""
_WAITS = {"task", "future", "job"}


@dataclass(slots=True)
class _Chain:
    """What comes back at once: since `first`, `count` times until `last`."""

    first: Record
    last: Record
    count: int = 1
    spent: int = 0
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
    for task in story.users:
        steps, waits = story.steps.get(task.number, []), story.waits.get(task.number, [])
        if len(waits) < MANY or not ours(task.place):
            continue
        for chain, over in _yields(steps, waits):
            if chain.count < MANY or chain.spent > SHORT * chain.count:
                continue
            who, place = story.who(task.number), line_of(chain.last) or line_of(chain.first)
            stopped = over is None or over in [_arrived_in(story, asked) for asked in task.cancels]
            length = f"{chain.count} times in a row" + _in(chain)
            sentence = f"{who} came back {length} without waiting for anything: the loop was never idle."
            if not stopped:
                sentence = (
                    f"{who} yielded {length} without waiting for anything, and went on by itself: whether "
                    "it looked for something or worked, the trace cannot tell."
                )
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


def _arrived_in(story: Story, asked: CancelRequest) -> Record | None:
    """The step in which a cancellation arrived."""
    record = story.index.get(asked.delivered or 0)
    return record if record is None or record.kind == "task.step" else story.step(record)


def _in(chain: _Chain) -> str:
    length = chain.last.t - chain.first.t
    return f" in {ms(length)}" if length else ""


def _yields(steps: list[Record], waits: list[Record]) -> Iterator[tuple[_Chain, Record | None]]:
    """The chains of bare yields of one task, each with the step that ended it, None for none."""
    chain: _Chain | None = None
    at = 0
    for wait in waits:
        while at < len(steps) and steps[at].n < wait.n:
            at += 1
        begun = steps[at - 1] if at else wait
        following = steps[at] if at < len(steps) else None
        if _WAITS & set(wait.data.get("on", ())):
            if chain is not None:
                yield chain, begun
            chain = None
            continue
        if chain is None:
            chain = _Chain(wait, wait)
        else:
            chain.last, chain.count, chain.spent = wait, chain.count + 1, chain.spent + wait.t - begun.t
        if following is None:
            yield chain, None
            chain = None
    if chain is not None:
        yield chain, steps[-1]


def _callbacks(story: Story) -> Iterator[Finding]:
    """Chains of handle.run that made a handle.new of the same callback, and timers that were due at once."""
    chains: dict[int, _Chain] = {}
    for record in story.of_kind("handle.run", "timer.fire"):
        made = story.index.get(record.because or 0)
        if made is None or (made.kind == "timer.new" and made.data["due"] - made.t > SHORT):
            continue
        before = chains.pop(made.because or 0, None)
        place = story.place(made)
        if before is None or before.first.data.get("callback") != record.data.get("callback"):
            chains[record.n] = _Chain(record, record, place=place)
        else:
            before.last, before.count = record, before.count + 1
            before.place = place or before.place
            chains[record.n] = before
    for chain in chains.values():
        if chain.count < MANY or not ours(chain.place):
            continue
        who = f"{last_part(str(chain.first.data.get('callback', 'a callback')))}()"
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
