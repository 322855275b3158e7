"""The list of all keys, on a screen of its own."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from ..glyphs import STYLES, Glyphs
from ..words import crop
from .keys import KEYS, OWN, Key, shown
from .state import State

_COLUMN = 58
"""Cells of a key with its words."""


def lines(state: State, glyphs: Glyphs) -> list[Text]:
    """The keys in as many columns as fit, from line `state.help` on."""
    every = [*KEYS, *OWN]
    columns = max(1, min(state.width // _COLUMN, 3))
    rows = -(-len(every) // columns)
    names = max(cell_len(shown(key, glyphs)) for key in every) + 2
    width = state.width // columns
    drawn = []
    for row in range(rows):
        line = Text()
        for column in range(columns):
            at = column * rows + row
            if at < len(every):
                line.append(" " * (column * width - line.cell_len))
                line.append_text(crop(_key(every[at], names, glyphs), width, glyphs))
        drawn.append(line)
    room = max(state.height - 2, 1)
    top = max(0, min(state.help or 0, rows - room))
    head = Text.styled(" Keys", STYLES["heading"]).append("   ? or Esc goes back", STYLES["aside"])
    if rows > room:
        head.append(f", {'Up and Down scroll' if glyphs.ascii else '↑ ↓ scroll'}", STYLES["aside"])
    body = drawn[top : top + room]
    filled = [head, Text(), *body]
    return [crop(line, state.width, glyphs) for line in [*filled, *[Text()] * state.height][: state.height]]


def last(state: State) -> int:
    """How far the list can be scrolled."""
    columns = max(1, min(state.width // _COLUMN, 3))
    return max(0, -(-(len(KEYS) + len(OWN)) // columns) - max(state.height - 2, 1))


def _key(key: Key, names: int, glyphs: Glyphs) -> Text:
    name = shown(key, glyphs)
    line = Text.styled(" " + name, STYLES["command"]).append(" " * (names - cell_len(name)))
    return line.append(key.says)
