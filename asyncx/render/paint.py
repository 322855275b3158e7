"""One lane as text: the bars, signs and ends of a row, painted into the cells of an axis."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text

from .axis import Axis
from .glyphs import STYLES, Glyphs
from .rows import Bar, Row, Sign
from .words import cut, plain

LAYERS = ("waiting", "armed", "cancelling", "ready", "running")
"""In the order of painting: what is painted later wins a cell that several share."""


def paint(row: Row, axis: Axis, glyphs: Glyphs, used: set[str], tail: int = 0) -> Text:
    """One lane as text; the glyphs that it needs are added to `used`.

    What is still going on at the end runs on for `tail` cells behind the axis.
    """
    cells: list[tuple[str, str]] = [(" ", "")] * (axis.width + tail + 6)
    owner: list[Bar | None] = [None] * len(cells)
    for bar in sorted(row.bars, key=lambda bar: LAYERS.index(bar.glyph)):
        start, end = axis.column(bar.start), axis.column(bar.end)
        if bar.open:
            end = axis.width + tail
        if bar.glyph == "running":
            end = max(end, start + 1)
        for column in range(start, min(end, len(cells))):
            cells[column] = (getattr(glyphs, bar.glyph), STYLES[bar.glyph])
            owner[column] = bar
    for sign in row.signs:
        column = axis.column(sign.at)
        cells[column] = (getattr(glyphs, sign.glyph), STYLES[sign.glyph])
        owner[column] = None
        used.add(sign.glyph)
    used |= {bar.glyph for bar in owner if bar is not None}
    for bar in row.bars:
        _label(bar, cells, owner, glyphs)
    beyond = axis.width + tail if any(bar.open for bar in row.bars) else 0
    for sign in row.ends:
        _end(sign, max(axis.column(sign.at), beyond), _next(row, sign, axis), cells, owner, glyphs, used)
    return _text(cells)


def _label(bar: Bar, cells: list[tuple[str, str]], owner: list[Bar | None], glyphs: Glyphs) -> None:
    """Write into a bar what it is about: whole, or cut to eight cells at least, or not at all."""
    if not bar.label or bar not in owner:
        return
    start = owner.index(bar)
    room = [*(other is bar for other in owner[start:]), False].index(False)
    label = plain(bar.label, glyphs)
    lead = 2 if room >= cell_len(label) + 5 else 1
    label = cut(label, room - lead - 2, glyphs)
    if cell_len(label) < 8 and label != plain(bar.label, glyphs):
        return
    style = "" if bar.glyph == "waiting" else STYLES[bar.glyph]
    column = start + lead
    cells[column] = (" ", "")
    for character in label:
        column += cell_len(character) and 1
        if not cell_len(character):
            cells[column] = (cells[column][0] + character, style)
            continue
        cells[column] = (character, style)
        if cell_len(character) == 2:
            column += 1
            cells[column] = ("", style)
    cells[column + 1] = (" ", "")


def _next(row: Row, sign: Sign, axis: Axis) -> int:
    """The column in which the row goes on after one of its ends; one behind all of them where it does not."""
    later = [bar.start for bar in row.bars if bar.start.n >= sign.at.n and bar.end.n > sign.at.n]
    return min((axis.column(start) for start in later), default=sys.maxsize)


def _end(
    sign: Sign,
    column: int,
    until: int,
    cells: list[tuple[str, str]],
    owner: Sequence[Bar | None],
    glyphs: Glyphs,
    used: set[str],
) -> None:
    """Write how a row ended right of its last cell, with a blank between; where that is taken, not at all.

    What stands from the column `until` on is no longer what ended.
    """
    while column < min(until, len(cells) - 1) and (owner[column] is not None or cells[column][0] != " "):
        column += 1
    glyph: str = getattr(glyphs, sign.glyph)
    place = range(column + 1, column + 1 + len(glyph))
    if all(owner[at] is None and cells[at][0] == " " for at in (column, *place)):
        used.add(sign.glyph)
        for at, character in zip(place, glyph, strict=True):
            cells[at] = (character, STYLES[sign.glyph])


def _text(cells: Sequence[tuple[str, str]]) -> Text:
    text = Text()
    run = ""
    for index, (character, style) in enumerate(cells):
        run += character
        if index + 1 == len(cells) or cells[index + 1][1] != style:
            text.append(run, style)
            run = ""
    text.rstrip()
    return text
