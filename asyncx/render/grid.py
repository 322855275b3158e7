"""The table of a comparison: a column for those who behave alike, a row for each fact that differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from rich.cells import cell_len
from rich.text import Text

from ..analysis.compare import Cell, Change, Comparison, Group, Row
from ..analysis.facts import FactResult
from ..analysis.observed import Member, labels
from ..analysis.words import listed
from ..runs import versions
from . import columns, sections
from .glyphs import STYLES, Glyphs
from .together import letters
from .words import cut, flow, plain

MEANINGS = {
    Change.FROM_LEFT: ("changed", "changed from the column to its left"),
    Change.BY_LOOP: ("differs", "otherwise than on asyncio's own loop with that Python"),
}
"""Glyph and words of a change."""


def table(comparison: Comparison, width: int, glyphs: Glyphs) -> list[Text]:
    """The facts that differ in columns, or one under the other where the screen is too narrow for columns."""
    if not comparison.rows:
        return []
    names = labels(comparison.members)
    words = [group_words(group, names, glyphs) for group in comparison.groups]
    rows = [(plain(row.fact, glyphs), [_cell(cell, glyphs) for cell in row.cells]) for row in comparison.rows]
    titles = max(cell_len(title) for title, _ in rows) + 2
    heads = [[group.letter for group in comparison.groups], words]
    drawn = columns.table(heads, rows, width, glyphs, min(titles, max(width // 4, 12)))
    return drawn or _stacked(comparison.rows, comparison.groups, words, width, glyphs)


def _cell(cell: Cell, glyphs: Glyphs) -> columns.Cell:
    sign, style = "", ""
    if cell.change:
        name = MEANINGS[cell.change][0]
        sign, style = getattr(glyphs, name), STYLES[name]
    return columns.Cell(tuple(plain(line, glyphs) for line in value_lines(cell, glyphs)), sign, style)


def value_lines(cell: Cell, glyphs: Glyphs) -> list[str]:
    """A value for people: a list as one line for each of its items."""
    if not cell.known:
        return ["?"]
    if not cell.readable:
        return [glyphs.dash]
    if isinstance(cell.value, list):
        return [sections.value_words(item) for item in cell.value] or ["nothing"]
    return [sections.value_words(cell.value)]


def _stacked(
    rows: Sequence[Row], groups: Sequence[Group], words: Sequence[str], width: int, glyphs: Glyphs
) -> list[Text]:
    """The table for a narrow screen: each fact with a line for every value that it has."""
    lines = []
    for group, who in zip(groups, words, strict=True):
        line = Text.styled(f" {group.letter}  ", STYLES["heading"])
        lines.append(line.append(who, STYLES["aside"]))
    for row in rows:
        lines.append(Text.styled(" " + plain(row.fact, glyphs), STYLES["aside"]))
        runs = [(letters(which, glyphs), cell) for which, cell in _runs(row, groups)]
        longest = max(len(key) for key, _ in runs)
        for key, cell in runs:
            shown = _cell(cell, glyphs)
            line = Text.styled(f"   {key:<{longest}}  ", STYLES["heading"])
            room = width - line.cell_len - cell_len(shown.sign) - 2
            line.append(cut(f" {glyphs.dot} ".join(shown.lines), room, glyphs))
            lines.append(line.append(f" {shown.sign}" if shown.sign else "", shown.style))
    return lines


def _runs(row: Row, groups: Sequence[Group]) -> list[tuple[list[str], Cell]]:
    """The cells of a row, neighbours that are equal as one, with the letters of their columns."""
    found = [([groups[0].letter], row.cells[0])]
    for (_, cell), group in zip(pairwise(row.cells), groups[1:], strict=True):
        which, before = found[-1]
        alike = (before.value, before.readable, before.known) == (cell.value, cell.readable, cell.known)
        if alike and not cell.change:
            which.append(group.letter)
        else:
            found.append(([group.letter], cell))
    return found


def group_words(group: Group, names: Mapping[Member, str], glyphs: Glyphs) -> str:
    """`3.8–3.10 3.12+eager`: neighbours by their ends, those that were not run in brackets."""
    parts = []
    ranked = [(_rank(member, names[member], place), member) for place, member in enumerate(group.members)]
    for _, run in groupby(enumerate(ranked), key=lambda item: (item[1][0][0], item[1][0][1] - item[0])):
        members = [member for _, (_, member) in run]
        for recorded, some in groupby(members, key=lambda member: member.recorded):
            words = _ends([names[member] for member in some], glyphs)
            parts.append(f"({words})" if recorded else words)
    return " ".join(parts)


def _rank(member: Member, name: str, place: int) -> tuple[str, int]:
    """Neighbours have ranks that follow each other; a patch release has no neighbours."""
    minor = name.partition("+")[0]
    return member.loop, versions.SUPPORTED.index(minor) if minor in versions.SUPPORTED else -2 * place


def _ends(names: Sequence[str], glyphs: Glyphs) -> str:
    if len(names) < 3:
        return " ".join(names)
    return f"{names[0].partition('+')[0]}{glyphs.dash}{names[-1]}"


def legend(comparison: Comparison, width: int, glyphs: Glyphs) -> list[Text]:
    """What the signs in the table mean, as far as they occur."""
    cells = [cell for row in comparison.rows for cell in row.cells]
    parts = []
    for change, (name, words) in MEANINGS.items():
        if any(cell.change is change for cell in cells):
            sign = Text.styled(getattr(glyphs, name), STYLES[name])
            parts.append(sign.append(" " + words, STYLES["aside"]))
    marks = {
        "( )": any(member.recorded for member in comparison.members) and bool(comparison.rows),
        glyphs.dash: any(not cell.readable for cell in cells),
        "?": any(not cell.known for cell in cells),
    }
    words_of = {
        "( )": "as recorded, not run",
        glyphs.dash: "there is no such thing",
        "?": "not told by a real clock",
    }
    for mark, there in marks.items():
        if there:
            parts.append(Text(mark).append(" " + words_of[mark], STYLES["aside"]))
    return flow(parts, "  ", width)


def failures(comparison: Comparison) -> list[tuple[list[str], FactResult]]:
    """The facts that do not hold where they should, each value once, and the Pythons on which it was seen."""
    names = labels(comparison.members)
    found: dict[str, tuple[list[str], FactResult]] = {}
    for member, fact in comparison.failures:
        where, _ = found.setdefault(repr((fact.name, fact.expected, fact.seen)), ([], fact))
        where.append(names[member])
    return list(found.values())


def when_changed(comparison: Comparison) -> str:
    """When the behaviour changed: `in 3.9 and 3.11`; `between 3.8 and 3.13` where none of those ran."""
    parts: list[str] = []
    for known, pairs in groupby(zip(comparison.before, comparison.changed_in, strict=True), key=_adjacent):
        if known:
            parts.append(f"in {listed([later for _, later in pairs], limit=9)}")
        else:
            parts += [f"between {earlier} and {later}" for earlier, later in pairs]
    return listed(parts, limit=9)


def _adjacent(pair: tuple[str, str]) -> bool:
    """Whether there is no minor version between two."""
    return versions.key(pair[1])[1] - versions.key(pair[0])[1] <= 1
