"""A table with columns as wide as they need to be: what does not fit in a cell goes on in its next line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.text import Text

from .glyphs import STYLES, Glyphs
from .words import cut, pad, wrap

_BREAK = re.compile(r" +|(?<=\w)(?=\.[A-Za-z])|(?<=\w)(?=\()")
"""Where a text in a cell may go on in the next line: at a blank, before a dot, before a bracket."""

LONGEST = 24
"""Cells in a piece that is not broken; longer ones are."""

DEEPEST = 4
"""Lines in a cell; longer ones end in an ellipsis."""

_GAP = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """Some lines of safe text, and a sign (with its style) that follows the line number `at`."""

    lines: tuple[str, ...]
    sign: str = ""
    style: str = ""
    at: int = 0


def table(
    heads: Sequence[Sequence[str]],
    rows: Sequence[tuple[str, Sequence[Cell]]],
    width: int,
    glyphs: Glyphs,
    left: int,
) -> list[Text]:
    """A line of heads for each item of `heads`, a rule, and the rows, `left` cells for their titles.

    Empty when a column would have to be narrower than the longest word in it.
    """
    columns = _widths(heads, rows, width - left - 1)
    if not columns:
        return []
    lines = []
    for number, head in enumerate(heads):
        style = STYLES["heading"] if number == 0 else ""
        lines += _line("", [_fit(Cell((text,)), room, glyphs) for text, room in _pairs(head, columns)],
                       columns, left, glyphs, style)  # fmt: skip
    rule = "".join(glyphs.axis * room + " " * _GAP for room in columns)
    lines.append(Text.styled((" " * (left + 1) + rule).rstrip(), STYLES["aside"]))
    for title, cells in rows:
        fitted = [_fit(cell, room, glyphs) for cell, room in zip(cells, columns, strict=True)]
        lines += _line(title, fitted, columns, left, glyphs)
    return lines


def _pairs(head: Sequence[str], columns: Sequence[int]) -> list[tuple[str, int]]:
    return list(zip(head, columns, strict=True))


def _widths(
    heads: Sequence[Sequence[str]], rows: Sequence[tuple[str, Sequence[Cell]]], room: int
) -> list[int]:
    """How wide each column is: as it needs, else the widest are made narrower as far as their words allow."""
    columns = [
        [*(Cell((head[place],)) for head in heads), *(cells[place] for _, cells in rows)]
        for place in range(len(heads[0]))
    ]
    wanted = [max(map(_need, column)) for column in columns]
    least = [max(_piece(line) for cell in column for line in cell.lines) for column in columns]
    room -= _GAP * len(columns)
    while sum(wanted) > room:
        places = [place for place, width in enumerate(wanted) if width > least[place]]
        if not places:
            return []
        wanted[max(places, key=lambda place: (wanted[place], place))] -= 1
    return wanted


def _piece(line: str) -> int:
    """The width of the longest piece that is not broken."""
    return max(min(cell_len(piece), LONGEST) for piece in _BREAK.split(line))


def _need(cell: Cell) -> int:
    sign = cell_len(cell.sign) + 1 if cell.sign else 0
    signed = [cell_len(line) + (sign if number == 0 else 0) for number, line in enumerate(cell.lines)]
    return max(signed, default=sign)


def _fit(cell: Cell, room: int, glyphs: Glyphs) -> Cell:
    """The lines of a cell in `room` cells and at most DEEPEST lines, the sign in the first that has room."""
    lines = [piece for line in cell.lines for piece in _broken(line, room)]
    if len(lines) > DEEPEST:
        lines[DEEPEST - 1 :] = [cut(" ".join(lines[DEEPEST - 1 :]), room, glyphs)]
    sign = cell_len(cell.sign) + 1 if cell.sign else 0
    at = next((number for number, line in enumerate(lines) if cell_len(line) + sign <= room), len(lines))
    if at == len(lines):
        lines.append("")
    return Cell(tuple(lines), cell.sign, cell.style, at)


def _broken(line: str, room: int) -> list[str]:
    """`line` in pieces of at most `room` cells."""
    lines = [""]
    start = 0
    for found in [*_BREAK.finditer(line), None]:
        piece = line[start : found.start() if found else len(line)]
        if cell_len(lines[-1] + piece) <= room:
            lines[-1] += piece
        else:
            lines += wrap(piece, room)
        start = found.end() if found else len(line)
        if found and found[0]:
            lines[-1] += found[0]
    return [part.rstrip() for part in lines if part.strip()] or [""]


def _line(
    title: str, cells: Sequence[Cell], columns: Sequence[int], left: int, glyphs: Glyphs, style: str = ""
) -> list[Text]:
    titles = wrap(title, left - _GAP) if title else []
    depth = max(len(titles), *(len(cell.lines) for cell in cells))
    lines = []
    for number in range(depth):
        line = Text(" ")
        line.append(pad(titles[number] if number < len(titles) else "", left, glyphs), STYLES["aside"])
        for cell, room in zip(cells, columns, strict=True):
            text = cell.lines[number] if number < len(cell.lines) else ""
            line.append(text, style)
            sign = f"{' ' if text else ''}{cell.sign}" if number == cell.at else ""
            line.append(sign, cell.style)
            line.append(" " * (room + _GAP - cell_len(text) - cell_len(sign)))
        line.rstrip()
        lines.append(line)
    return lines
