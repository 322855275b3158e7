"""What a timeline viewer is given: tracks, and what happens on them in the order of time.

A track is made once, before anything happens on it.  On each track slices lie inside each other: the
end of one ends the one that began last.  Times are ns since the program started.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum, StrEnum
from typing import NamedTuple

Args = tuple[tuple[str, str | int], ...]
"""What is shown beside a slice or an instant: names and values."""


class TrackKind(StrEnum):
    """What a track is about; `count` and `delay` are those of numbers."""

    PROCESS = "process"
    THREAD = "thread"
    LOOP = "loop"
    TASK = "task"
    AWAITS = "awaits"
    COUNT = "count"
    DELAY = "delay"


class Track(NamedTuple):
    """A track, under its `parent` (0 for none), at the place `rank` among its siblings.

    `number` is that of the thread or the loop, `loop` the one to which it belongs (0 for none).
    """

    uuid: int
    parent: int
    name: str
    kind: TrackKind
    number: int = 0
    loop: int = 0
    rank: int = 0


class What(IntEnum):
    """What can happen on a track; the numbers are those of Perfetto's `TrackEvent.Type`."""

    BEGIN = 1
    END = 2
    INSTANT = 3
    VALUE = 4


class Event(NamedTuple):
    """Something on a track.

    Arrows go from the slice or instant that has their number in `out` to the one that has it in `into`.
    `value` is what a counter shows from now on.
    """

    what: What
    track: int
    t: int
    name: str = ""
    category: str = ""
    args: Args = ()
    out: Sequence[int] = ()
    into: Sequence[int] = ()
    value: int = 0
