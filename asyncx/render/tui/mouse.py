"""What a click does: it chooses a pane, and in the lanes the nearest event."""

from __future__ import annotations

from dataclasses import replace

from .layout import area_at, areas
from .moves import Moves
from .state import Pane, State
from .tasks import lane_here, shape_of, view_of
from .view import View

_ALREADY = 2
"""Lines of the pane of tasks above its first lane."""

_AROUND = 2000
"""Events on both sides of a click among which the nearest is looked for."""


def clicked(moves: Moves, state: State, x: int, y: int) -> State:
    """The state after a click into a cell of the screen."""
    area = area_at(x, y, areas(state, len(moves.subject.rows)))
    if area is None or state.help is not None or state.prompt is not None:
        return state
    state = replace(state, pane=area.pane, playing=False)
    if area.pane is not Pane.TASKS:
        return state
    shape, _ = shape_of(moves.subject, moves.lanes, state)
    cell, line = x - area.x - 2 - shape.left, y - area.y - 1 - _ALREADY + state.scrolls[Pane.TASKS]
    view = view_of(moves.subject, moves.lanes, state)
    if not 0 <= cell < view.width or not moves.subject.count:
        return state
    row = shape.lines[line].row if 0 <= line < len(shape.lines) else 0
    return moves.go(state, nearest(moves, view, cell, row))


def nearest(moves: Moves, view: View, cell: int, row: int) -> int:
    """The event nearest to a cell; on the lane of a row if one is near, else on any."""
    subject = moves.subject
    middle = max(1, min(view.scale.position_at(view.unit_at(cell) + 0.5), subject.count))
    near = range(max(1, middle - _AROUND), min(subject.count, middle + _AROUND) + 1)
    mine = [at for at in near if lane_here(subject, at) == row] if row else []

    def away(at: int) -> tuple[int, int]:
        return abs(view.cell(view.unit(subject.moment(at))) - cell), abs(at - middle)

    return min(mine, key=away, default=middle)
