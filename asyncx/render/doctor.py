"""The screen of `asyncx doctor`: what asyncx finds on this machine, and what it cannot use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from rich.cells import cell_len
from rich.text import Text

from .glyphs import STYLES, Glyphs, plural
from .words import crop, join, pad, plain, wrap

_LABEL = 12


class Found(Protocol):
    """An interpreter that can be traced; see `runs.interpreters.Interpreter`."""

    @property
    def path(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def implementation(self) -> str: ...
    @property
    def loops(self) -> tuple[str, ...]: ...


def doctor_screen(
    version: str,
    interpreters: Sequence[Found],
    left_out: Sequence[tuple[str, str]],
    notes: Sequence[tuple[str, str]],
    *,
    width: int,
    glyphs: Glyphs,
) -> Text:
    """Show the interpreters in the order given, those left out, and `notes` about anything else.

    `left_out` are pairs (path, reason); `notes` are pairs (label, text): the terminal, the scenarios, where
    a setting came from.
    """
    lines = [Text(f" asyncx {plain(version, glyphs)}", STYLES["name"])]
    lines[0].append("    what it finds on this machine", STYLES["aside"])
    lines.append(Text())
    if not interpreters:
        lines.append(
            _labelled("Pythons", "none that can be traced: asyncx needs CPython 3.8 or newer", "problem")
        )
    versions = max((cell_len(one.version) for one in interpreters), default=0) + 2
    kinds = max((cell_len(_kind(one)) for one in interpreters), default=0) + 2
    for number, one in enumerate(interpreters):
        line = _labelled("Pythons" if number == 0 else "", "", "")
        line.append(pad(plain(one.version, glyphs), versions), STYLES["name"])
        line.append(pad(plain(_kind(one), glyphs), kinds))
        lines.append(line.append(plain(one.path, glyphs, max(width - line.cell_len - 1, 8)), STYLES["aside"]))
    groups = [("Left out", "aside", [f"{path} {reason}" for path, reason in left_out])]
    groups += [(label, "", [text]) for label, text in notes]
    for label, style, texts in groups:
        parts = [part for text in texts for part in wrap(plain(text, glyphs), max(width - _LABEL - 2, 8))]
        lines += [_labelled(label if part is parts[0] else "", part, style) for part in parts]
    lines.append(Text())
    count = plural(len(interpreters), "Python")
    lines.append(
        Text(f" {count} to compare" + (f", {len(left_out)} left out" if left_out else ""), STYLES["aside"])
    )
    return join([crop(line, width, glyphs) for line in lines])


def _kind(one: Found) -> str:
    return f"{one.implementation}  {', '.join(one.loops)}"


def _labelled(label: str, text: str, style: str) -> Text:
    return Text(f" {label:<{_LABEL - 1}}", STYLES["heading"]).append(text, STYLES.get(style, ""))
