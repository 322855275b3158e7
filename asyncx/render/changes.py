"""What changes between two versions: a screen, and the same as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from ..analysis.changes import Change, Difference, Severity
from ..analysis.since import address
from . import sections
from .glyphs import STYLES, Glyphs, plural
from .terminal import commands
from .words import crop, join, pad, plain, wrap

HEADINGS = {
    Severity.BREAKS: ("problem", "Breaks", "it fails now, hangs, or raises another error"),
    Severity.DIFFERS: ("differs", "Silently differs", "it does something else, and nothing says so"),
    Severity.NEW: ("bullet", "New", "features, words and warnings that were not there"),
    Severity.FIXED: ("returned", "Fixed", "what failed works"),
}
"""Glyph, heading and meaning of each severity."""

_MARKUP = re.compile(r"[\\`*\[\]<>|]|(?<![^\W_])_|_(?![^\W_])")
"""What Markdown would take for its own; an underscore inside a name is none of it."""

_STYLES = {"bullet": "heading"}

_LABEL = 9
"""Cells before the claims."""


def changes_screen(found: Sequence[Change], old: str, new: str, width: int, glyphs: Glyphs) -> Text:
    """The changes in the order given, a heading for each severity."""
    lines = [Text(), _head(found, old, new)]
    issues = max((len(change.issue) for change in found), default=0)
    for severity, group in groupby(found, key=lambda change: change.severity):
        glyph, heading, meaning = HEADINGS[severity]
        line = Text.styled(f" {getattr(glyphs, glyph)} {heading}", STYLES[_STYLES.get(glyph, glyph)])
        lines += [Text(), line.append(f"    {meaning}", STYLES["aside"])]
        for change in group:
            lines += _entry(change, issues, width, glyphs)
    lines.append(Text())
    if found:
        offers = [
            ("one of them, on every Python", f"asyncx compare {found[0].scenario.name}"),
            ("as a document", f"asyncx changes {old} {new} -o changes.md"),
        ]
        lines += commands("Next", offers, width, glyphs)
    return join([crop(line, width, glyphs) for line in lines])


def markdown(found: Sequence[Change], old: str, new: str) -> str:
    """The same as a document, with the explanations, the facts in tables, and the issues as links."""
    parts = [
        f"# What changes in asyncio's behaviour from {old} to {new}",
        f"{_count(found)}, each one observed. Made with `asyncx changes {old} {new}`.",
    ]
    for severity, group in groupby(found, key=lambda change: change.severity):
        _, heading, meaning = HEADINGS[severity]
        changes = list(group)
        parts.append(f"## {heading} ({len(changes)})")
        parts.append(meaning[:1].upper() + meaning[1:] + ".")
        for change in changes:
            parts += _markdown_entry(change, old, new)
    return "\n\n".join(parts) + "\n"


def _head(found: Sequence[Change], old: str, new: str) -> Text:
    title = Text.styled(f" asyncio from {old} to {new}", STYLES["name"])
    return title.append(f"    {_count(found)}", STYLES["aside"])


def _count(found: Sequence[Change]) -> str:
    if not found:
        return "No scenario behaves otherwise"
    return f"{plural(len(found), 'change')} of behaviour"


def _entry(change: Change, issues: int, width: int, glyphs: Glyphs) -> list[Text]:
    """The version, the claim and the issue; under it the name and what the facts were and are."""
    room = max(width - _LABEL - issues - 3, 16)
    lines = []
    for number, part in enumerate(wrap(plain(change.scenario.claim.rstrip("."), glyphs), room)):
        line = Text.styled(f"   {change.version if number == 0 else '':<{_LABEL - 3}}", STYLES["differs"])
        line.append(pad(part, room, glyphs) if number == 0 and change.issue else part)
        if number == 0:
            line.append(f"  {change.issue}", STYLES["aside"])
        line.rstrip()
        lines.append(line)
    name = Text(" " * _LABEL).append(plain(change.scenario.name, glyphs), STYLES["command"])
    parts = [words(difference, glyphs) for difference in change.differences]
    text = plain(f"  {glyphs.dot} ".join(parts), glyphs) if parts else ""
    left = width - 1 - name.cell_len - 3
    if text and cell_len(text) <= left:
        return [*lines, name.append("   " + text, STYLES["aside"])]
    under = [plain(part, glyphs, width - _LABEL - 1) for part in _filled(parts, width - _LABEL - 1, glyphs)]
    rows = [Text(" " * _LABEL).append(part, STYLES["aside"]) for part in under]
    return [*lines, name, *rows]


def _filled(parts: Iterable[str], width: int, glyphs: Glyphs) -> list[str]:
    """The parts in as few lines as they need, at most two."""
    lines = [""]
    for part in parts:
        joined = f"{lines[-1]} {glyphs.dot} {part}" if lines[-1] else part
        if lines[-1] and cell_len(joined) > width:
            lines.append(part)
        else:
            lines[-1] = joined
    if len(lines) > 2:
        lines[1:] = [f"{lines[1]} {glyphs.ellipsis}"]
    return [line for line in lines if line]


def words(difference: Difference, glyphs: Glyphs) -> str:
    """`reader: returned → raised`."""
    before, after = _value(difference.before, glyphs), _value(difference.after, glyphs)
    return f"{difference.fact}: {before} {glyphs.to} {after}"


def _value(value: tuple[object, ...], glyphs: Glyphs) -> str:
    if not value:
        return glyphs.dash
    if isinstance(value[0], list):
        return ", ".join(map(sections.value_words, value[0])) or "nothing"
    return sections.value_words(value[0])


def _markdown_entry(change: Change, old: str, new: str) -> list[str]:
    scenario = change.scenario
    parts = [f"### {change.version}: {_text(scenario.claim.rstrip('.'))}"]
    if change.sentences:
        parts.append(_text(" ".join(change.sentences)))
    if change.differences:
        rows = [f"| fact | {old} | {new} |", "| --- | --- | --- |"]
        rows += [
            f"| {_text(one.fact)} | {_code(one.before)} | {_code(one.after)} |" for one in change.differences
        ]
        parts.append("\n".join(rows))
    links = [f"[{change.issue}]({address(change.issue)})"] if change.issue else []
    return [*parts, " · ".join([f"`asyncx compare {scenario.name}`", *links])]


def _text(words: str) -> str:
    """Text in which nothing means anything to Markdown."""
    return _MARKUP.sub(r"\\\g<0>", plain(words))


def _code(value: tuple[object, ...]) -> str:
    if not value:
        return "–"
    items = value[0] if isinstance(value[0], list) else [value[0]]
    shown = [plain(sections.value_words(item)).replace("|", "\\|") for item in items]
    return "<br>".join(f"`` {item} ``" if "`" in item else f"`{item}`" for item in shown) or "nothing"
