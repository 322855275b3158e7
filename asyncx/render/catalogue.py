"""The screen of `asyncx list`: every scenario by topic, with its claim."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Protocol

from rich.cells import cell_len
from rich.text import Text

from .glyphs import STYLES, Glyphs, plural
from .words import crop, flow, join, plain, wrap

NAMES = 26
"""Cells of the column of names, at most; the few that are longer stick out of it."""

FIRST = "wait_for-timeout"
"""The scenario to begin with."""


class Listed(Protocol):
    """What the list says about a scenario; see `runs.catalogue.Scenario`."""

    @property
    def name(self) -> str: ...
    @property
    def topic(self) -> str: ...
    @property
    def claim(self) -> str: ...
    @property
    def needs(self) -> str: ...
    @property
    def changes(self) -> tuple[str, ...]: ...


def list_screen(scenarios: Sequence[Listed], width: int, glyphs: Glyphs) -> Text:
    """The scenarios in the order given, a heading wherever the topic changes."""
    if not scenarios:
        return join([Text(" no scenario fits"), _hint("See all", ["asyncx list"], width)])
    longest = max(cell_len(scenario.name) for scenario in scenarios) + 2
    names = min(longest, NAMES, max(width * 2 // 5, 12))
    lines = [Text()]
    for topic, group in groupby(scenarios, key=lambda scenario: scenario.topic):
        lines.append(Text.styled(" " + plain(topic, glyphs), STYLES["heading"]))
        for scenario in group:
            lines += _entry(scenario, names, width, glyphs)
    lines.append(Text())
    lines += _legend(scenarios, width, glyphs)
    names_here = [scenario.name for scenario in scenarios]
    some = FIRST if FIRST in names_here else names_here[0]
    lines.append(_hint("Run", [f"asyncx scenario {some}"], width))
    lines.append(
        _hint("Filter", ["asyncx list cancel", "asyncx list --changed-in 3.12", "asyncx list --json"], width)
    )
    return join([crop(line, width, glyphs) for line in lines])


def flags(scenario: Listed, glyphs: Glyphs) -> str:
    """`3.12≠` behaves differently from that version on, `3.11+` needs that version."""
    if scenario.needs.startswith(">=") and "," not in scenario.needs:
        needs = scenario.needs[2:] + "+"
    else:
        needs = scenario.needs
    changed = f"{scenario.changes[-1]}{glyphs.differs}" if scenario.changes else ""
    return " ".join(filter(None, (changed, plain(needs, glyphs))))


def _entry(scenario: Listed, names: int, width: int, glyphs: Glyphs) -> list[Text]:
    """Name and claim; a name too long for its column pushes the claim, which is wrapped under itself."""
    flag = flags(scenario, glyphs)
    line = Text("   ").append(plain(scenario.name, glyphs, width - 4), STYLES["name"])
    line.append(" " * max(3 + names - line.cell_len, 2))
    claim = plain(scenario.claim.rstrip("."), glyphs)
    room = width - line.cell_len - 1 - (len(flag) + 2 if flag else 0)
    head = wrap(claim, room)[0] if room >= 16 else ""
    line.append(head)
    if flag:
        line.append(" " * max(width - 1 - len(flag) - line.cell_len, 1))
        line.append(flag, STYLES["differs"])
    rest = claim[len(head) :].strip()
    return [line, *(Text(" " * (3 + names) + part) for part in wrap(rest, max(width - names - 4, 8)) if rest)]


def _legend(scenarios: Sequence[Listed], width: int, glyphs: Glyphs) -> list[Text]:
    parts = [Text.styled(plural(len(scenarios), "scenario"), STYLES["heading"])]
    changed = next((scenario.changes[-1] for scenario in scenarios if scenario.changes), None)
    needs = next((scenario.needs[2:] for scenario in scenarios if scenario.needs.startswith(">=")), None)
    if changed:
        part = Text.styled(f"{changed}{glyphs.differs}", STYLES["differs"])
        parts.append(part.append(" behaves differently from that version on", STYLES["aside"]))
    if needs:
        part = Text.styled(f"{needs.partition(',')[0]}+", STYLES["differs"])
        parts.append(part.append(" needs that version", STYLES["aside"]))
    return flow(parts, "   ", width)


def _hint(label: str, commands: Sequence[str], width: int) -> Text:
    line = Text.styled(f" {label:<7} ", STYLES["aside"])
    for number, command in enumerate(commands):
        if number and line.cell_len + 4 + len(command) > width:
            break
        line.append("    " * bool(number))
        line.append(command, STYLES["command"])
    return line
