"""The screen of `asyncx` alone: a door, not a manual."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from .glyphs import STYLES, Glyphs
from .words import crop, join, plain

_OFFERS = (
    ("Look at one behaviour", "asyncx scenario wait_for-timeout"),
    ("Across Python versions", "asyncx compare wait_for-timeout"),
    ("Your own program", "asyncx run app.py"),
    ("An error message", 'asyncx explain "attached to a different loop"'),
    ("All commands and options", "asyncx --help"),
)


def door_screen(
    version: str,
    *,
    width: int,
    glyphs: Glyphs,
    scenarios: int = 0,
    pythons: Sequence[str] = (),
    offers: Sequence[tuple[str, str]] = _OFFERS,
) -> Text:
    """What asyncx is and the first things to type: pairs (what for, command).

    `scenarios` is how many there are (0: not said), `pythons` the versions found (none: not said).
    """
    head = Text(f" asyncx {version}", STYLES["name"])
    head.append("    see what asyncio really does", STYLES["aside"])
    asides = {}
    if scenarios > 1:
        asides["asyncx scenario"] = f"{scenarios - 1} more: asyncx list"
    if pythons:
        asides["asyncx compare"] = "found: " + " ".join(pythons)
    labels = max(len(label) for label, _ in offers) + 3
    commands = max(len(command) for _, command in offers if len(command) < 36) + 3
    lines = [head, Text()]
    for label, command in offers:
        line = Text(f" {label:<{labels}}")
        line.append(command, STYLES["command"])
        aside = next((text for start, text in asides.items() if command.startswith(start)), "")
        if aside and 1 + labels + commands + len(aside) < width:
            line.append(" " * (1 + labels + commands - line.cell_len) + plain(aside, glyphs), STYLES["aside"])
        lines.append(line)
    return join([crop(line, width, glyphs) for line in lines])
