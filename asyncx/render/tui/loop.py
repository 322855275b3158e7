"""The pane of the loop: what runs, what is ready, which timers are set, who waits for what, who is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rich.text import Text

from ...trace.cursor import Item, World
from ...trace.model import Outcome
from ..glyphs import STYLES, Glyphs
from ..rows import ENDS
from ..words import cut, duration, plain
from .subject import LONGEST, Subject

LABEL = 9
"""Cells of the names of the places."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something in a place: its name, what is said of it, and its style."""

    name: str
    rest: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One of the five places of a loop: `entry` makes the one at an index below `count`."""

    name: str
    count: int
    entry: Callable[[int], Entry]

    def all(self) -> list[Entry]:
        """Everything that is there."""
        return [self.entry(index) for index in range(self.count)]


def places(subject: Subject, world: World, glyphs: Glyphs) -> tuple[Place, ...]:
    """The world, as the loop pane of the page has it, too; the last that was done comes first."""
    several = len(subject.trace.threads) > 1

    def running(index: int) -> Entry:
        each = world.running[index]
        before = world.running[index - 1] if index else None
        inside = "inside it " if before is not None and before.thread == each.thread else ""
        thread = subject.threads.get(each.thread) or f"thread {each.thread}"
        return Entry(inside + _name(subject, each.item), f" in {thread}" if several else "", "running")

    def ready(index: int) -> Entry:
        return Entry(_name(subject, world.ready[index]), "", "ready")

    def timer(index: int) -> Entry:
        alarm = world.timers[index]
        gone = f" {glyphs.dot} cancelled" if alarm.cancelled else ""
        due = f" {glyphs.dot} due" if not gone and alarm.due <= world.t else ""
        owner = subject.callbacks.owner(alarm.handle)
        rest = gone + due + (f" {glyphs.dot} {owner[:LONGEST]}" if owner else "")
        title = subject.callbacks.title(alarm.handle)
        return Entry(f"{duration(alarm.due)} {title[:LONGEST]}", rest, "" if gone else "armed")

    def waiting(index: int) -> Entry:
        number = world.waiting[index]
        what, more = subject.awaited(number, world)
        rest = f" for {what[:LONGEST]}{more[:LONGEST]}" if what else ""
        return Entry(subject.names.task(number), rest)

    def done(index: int) -> Entry:
        number = world.done[-1 - index]
        task = subject.tasks.get(number)
        how = task.outcome if task is not None else Outcome.RETURNED
        return Entry(subject.names.task(number), f" {getattr(glyphs, ENDS[how])} {how}", ENDS[how])

    return (
        Place("running", len(world.running), running),
        Place("ready", len(world.ready), ready),
        Place("timers", len(world.timers), timer),
        Place("waiting", len(world.waiting), waiting),
        Place("done", len(world.done), done),
    )


def _name(subject: Subject, item: Item) -> str:
    return subject.names.task(item.task) if item.task else subject.callbacks.title(item.handle or 0)


def loop_lines(found: Sequence[Place], width: int, height: int, scroll: int, glyphs: Glyphs) -> list[Text]:
    """The places in `height` lines.

    Where there is more than that, and nothing was scrolled, each place has a line at least, and the last
    line of each says how many more there are.
    """
    full = sum(max(place.count, 1) for place in found)
    if full <= height or scroll or height < len(found):
        return list(_full(found, width, min(scroll, max(full - height, 0)), height, glyphs))
    shares = _shares([place.count for place in found], height)
    lines: list[Text] = []
    for place, share in zip(found, shares, strict=True):
        own = [place.entry(index) for index in range(min(place.count, share - 1))]
        rest = place.count - len(own)
        drawn = [_entry(each, place, number, width - LABEL, glyphs) for number, each in enumerate(own)]
        if rest == 1:
            last = place.entry(place.count - 1)
            drawn.append(_entry(last, place, place.count - 1, width - LABEL, glyphs))
        elif rest:
            drawn.append(_together(place, len(own), width - LABEL, glyphs))
        lines += [_labelled(place, number, line, glyphs) for number, line in enumerate(drawn or [None])]
    return lines


def _shares(counts: Sequence[int], height: int) -> list[int]:
    """Lines for each place: one, and of what is left one in turn for each that has more to show."""
    shares = [1] * len(counts)
    free = height - sum(shares)
    order = (0, 1, 3, 2, 4)  # who is done can wait
    while free > 0 and any(count > share for count, share in zip(counts, shares, strict=True)):
        for index in order:
            if free > 0 and counts[index] > shares[index]:
                shares[index] += 1
                free -= 1
    return shares


def _full(found: Sequence[Place], width: int, top: int, height: int, glyphs: Glyphs) -> Iterator[Text]:
    """The lines from `top` on, with one for each entry."""
    start = 0
    for place in found:
        size = max(place.count, 1)
        for index in range(max(top - start, 0), min(size, top + height - start)):
            entry = place.entry(index) if place.count else None
            line = _entry(entry, place, index, width - LABEL, glyphs) if entry else None
            yield _labelled(place, 0 if start + index == top else index, line, glyphs)
        start += size


def _labelled(place: Place, index: int, line: Text | None, glyphs: Glyphs) -> Text:
    label = Text.styled((place.name if index == 0 else "").ljust(LABEL), STYLES["aside"])
    return label.append_text(line if line is not None else Text.styled(glyphs.dash, STYLES["aside"]))


def _entry(entry: Entry, place: Place, index: int, width: int, glyphs: Glyphs) -> Text:
    text = Text()
    if place.name == "ready":
        text.append(f"{index + 1} ", STYLES["aside"])
    style = STYLES[entry.style] if entry.style else ""
    text.append(plain(entry.name, glyphs, max(width - text.cell_len, 1)), style)
    return text.append(plain(entry.rest, glyphs, max(width - text.cell_len, 1)), STYLES["aside"])


def _together(place: Place, first: int, width: int, glyphs: Glyphs) -> Text:
    """The entries from `first` on in one line, those without room counted."""
    text = Text()
    for index in range(first, place.count):
        entry = place.entry(index)
        words = ("" if index == first else ", ") + (f"{index + 1} " if place.name == "ready" else "")
        words += plain(entry.name, glyphs, LONGEST)
        more = f", + {place.count - index - 1} more" if index + 1 < place.count else ""
        if index > first and text.cell_len + len(words) + len(more) > width:
            return text.append(f", + {place.count - index} more", STYLES["aside"])
        style = STYLES[entry.style] if entry.style else ""
        text.append(cut(words, max(width - len(f", + {place.count} more"), 4), glyphs), style)
    return text
