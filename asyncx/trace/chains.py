"""Which coroutines of a task await each other at each of its waits: its await chain over time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .model import Outcome, Record
from .records import is_cancelled


@dataclass(slots=True)
class Life:
    """One coroutine while it is being read: `outer` is the number of the one that awaited it at its end."""

    number: int
    start: Record
    depth: int
    end: Record | None = None
    outer: int | None = None

    @property
    def outcome(self) -> Outcome:
        """How it ended; one that was closed (GeneratorExit) never ended."""
        if self.end is None:
            return Outcome.NEVER_ENDED
        if self.end.kind == "coro.return":
            return Outcome.RETURNED
        error = self.end.data.get("error")
        if is_cancelled(error):
            return Outcome.CANCELLED
        if error is not None and error["type"] == "GeneratorExit":
            return Outcome.NEVER_ENDED
        return Outcome.RAISED


@dataclass(frozen=True, slots=True)
class Link:
    """A coroutine on the chain, and the position of its frame in the `stack` of the wait."""

    coro: int
    frame: int


@dataclass(slots=True)
class Chains:
    """The coroutines of one task by number, and the chain (outermost first) at each task.wait, by record."""

    lives: dict[int, Life] = field(default_factory=dict)
    waits: dict[int, tuple[Link, ...]] = field(default_factory=dict)


def chains(story: Iterable[Record]) -> Chains:
    """Read the records of one task in order: its own coro.* and task.wait ones, others are passed over.

    A coroutine is taken to be awaited by the innermost one that runs when it starts.  An async
    generator that has yielded to its consumer is alive, but not on the chain: the stack of the next
    wait shows it.
    """
    made = Chains()
    on: list[int] = []
    off: list[int] = []
    seen: set[int] = set()
    for record in story:
        if record.kind == "task.wait":
            links = _match(record.data.get("stack"), [*on, *off], made.lives)
            made.waits[record.n] = links
            off = [coro for coro in [*on, *off] if coro not in {link.coro for link in links}]
            on = [link.coro for link in links]
            for depth, coro in enumerate(on):
                if coro not in seen:
                    seen.add(coro)
                    made.lives[coro].depth = depth
        elif record.kind == "coro.start":
            coro = record.data["coro"]
            if coro not in made.lives:
                made.lives[coro] = Life(coro, record, len(on))
                on.append(coro)
        elif record.kind in ("coro.return", "coro.raise"):
            life = made.lives.get(record.data["coro"])
            if life is not None and life.end is None:
                life.end = record
                life.outer = _before(on, life.number)
                on = [coro for coro in on if coro != life.number]
                off = [coro for coro in off if coro != life.number]
    return made


def _before(on: Sequence[int], coro: int) -> int | None:
    """The coroutine on the chain that awaits `coro`; the innermost for one that is not on it."""
    position = on.index(coro) if coro in on else len(on)
    return on[position - 1] if position > 0 else None


def _match(stack: Any, living: Sequence[int], lives: dict[int, Life]) -> tuple[Link, ...]:
    """The living coroutines whose frames are in `stack`, in its order.

    When no frame is known (a trace without stacks) all of them are taken to be on the chain.
    """
    left = list(living)
    links: list[Link] = []
    for position, (file, _, function) in enumerate(stack or ()):
        for coro in left:
            data = lives[coro].start.data
            where = data.get("where")
            if function in (data["name"], where and where[2]) and (where is None or where[0] == file):
                left.remove(coro)
                links.append(Link(coro, position))
                break
    if not links:
        return tuple(Link(coro, position) for position, coro in enumerate(living))
    return tuple(links)
