"""Where the panes are on a screen of any size."""

from __future__ import annotations

from dataclasses import dataclass

from .state import Pane, State

TALL, SHORT, NARROW = 20, 14, 60
"""Lines from which on the verdict is shown; lines of panes, and columns, below which not all four are."""


@dataclass(frozen=True, slots=True)
class Area:
    """A pane with its border, in cells from the top left corner of the screen."""

    pane: Pane
    x: int
    y: int
    width: int
    height: int

    @property
    def inner_width(self) -> int:
        """Cells inside the border and the blanks beside it."""
        return max(self.width - 4, 1)

    @property
    def inner_height(self) -> int:
        """Lines inside the border."""
        return max(self.height - 2, 0)


def header_height(state: State) -> int:
    """Lines above the panes: the event, and over it the verdict if there is room."""
    return 2 if state.height >= TALL else 1


def areas(state: State, rows: int) -> tuple[Area, ...]:
    """The panes that are shown; `rows` is how many lanes there are.

    A small screen shows one pane, the chosen one; a narrow one either the source or the loop.
    """
    y = header_height(state)
    height = max(state.height - y - 1, 0)
    if state.alone or height < SHORT:
        return (Area(state.pane, 0, y, state.width, height),)
    because = 4 if height < 24 else 5 if height < 36 else 7
    rest = height - because
    tasks = min(rows + 5, max(rest - max(rest * 9 // 20, 8), 7))
    if rest - tasks > 8 and because == 4:
        because, rest = because + 1, rest - 1
    top = rest - tasks
    below = (
        Area(Pane.TASKS, 0, y + top, state.width, tasks),
        Area(Pane.BECAUSE, 0, y + top + tasks, state.width, because),
    )
    if state.width < NARROW:
        either = state.pane if state.pane in (Pane.SOURCE, Pane.LOOP) else Pane.LOOP
        return (Area(either, 0, y, state.width, top), *below)
    left = state.width // 2
    return (
        Area(Pane.SOURCE, 0, y, left, top),
        Area(Pane.LOOP, left, y, state.width - left, top),
        *below,
    )


def area_of(pane: Pane, shown: tuple[Area, ...]) -> Area | None:
    """Where a pane is, None when it is not shown."""
    return next((area for area in shown if area.pane is pane), None)


def area_at(x: int, y: int, shown: tuple[Area, ...]) -> Area | None:
    """The pane in which a cell of the screen is."""
    for area in shown:
        if area.x <= x < area.x + area.width and area.y <= y < area.y + area.height:
            return area
    return None
