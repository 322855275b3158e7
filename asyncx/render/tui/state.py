"""Where the reader of a run is, as a frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from .scale import Kind

SPEEDS = (0.5, 1, 2, 4, 8, 16, 32)
"""Events a second, from the slowest to the fastest."""

THEMES = ("terminal", "dark", "light")
"""The terminal's own colours, or ours."""


class Pane(IntEnum):
    """The four panes, in the order in which the tab key goes through them."""

    SOURCE = 0
    LOOP = 1
    TASKS = 2
    BECAUSE = 3


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is typed in the last line: `kind` is "find" or "goto"; `answer` is what came of it."""

    kind: str
    text: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Everything that decides what is seen.  Sizes are in cells, `scrolls` in lines, one for each pane.

    `seen` are the first and the last unit that the lanes show, None for all of the trace.  `origin` is
    where the key of effects was pressed first, and where it led to, so that the next press goes on.
    """

    width: int
    height: int
    position: int
    scale: Kind
    seen: tuple[float, float] | None = None
    unfolded: bool = False
    pane: Pane = Pane.LOOP
    alone: bool = False
    scrolls: tuple[int, int, int, int] = (0, 0, 0, 0)
    speed: int = 2
    playing: bool = False
    origin: tuple[int, int] = (0, 0)
    theme: str = THEMES[0]
    help: int | None = None
    """How far the list of keys is scrolled, None when it is not shown."""
    prompt: Prompt | None = None
    last_search: str = ""
