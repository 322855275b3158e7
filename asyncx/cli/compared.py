"""Comparisons as the options say: screens, lines, JSON, or a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .. import __version__
from ..analysis.compare import Comparison, Group
from ..analysis.observed import labels

if TYPE_CHECKING:
    from rich.text import Text

    from ..render.glyphs import Glyphs

FORMAT = {"name": "asyncx-compare", "version": 1}


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison, and pairs (Pythons, why they were not run)."""

    comparison: Comparison
    not_run: tuple[tuple[str, str], ...]

    @property
    def ran(self) -> bool:
        """Whether anything was run for it, and not only recalled."""
        return any(not member.recorded for member in self.comparison.members)

    @property
    def failures(self) -> list[str]:
        """A sentence for each fact that does not hold."""
        names = labels(self.comparison.members)
        return [
            f'{self.comparison.scenario.name} on {names[member]}: "{fact.name}" does not hold:'
            f" expected {fact.expected!r}, seen {fact.seen!r}"
            for member, fact in self.comparison.failures
        ]


def document(found: Sequence[Compared], *, one: bool) -> str:
    """JSON: of `one` the comparison itself, of several a list of them under "scenarios"."""
    import json

    each = [described(compared) for compared in found]
    head = {"format": FORMAT, "asyncx": __version__}
    content = {**head, **each[0]} if one else {**head, "scenarios": each}
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def described(compared: Compared) -> dict[str, Any]:
    """A comparison as JSON has it.

    A group's `facts` are what was seen, by name; one that cannot be read there, or not be told by a real
    clock, is missing.
    """
    comparison = compared.comparison
    names = labels(comparison.members)
    return {
        "scenario": comparison.scenario.name,
        "claim": comparison.scenario.claim,
        "changed_in": list(comparison.changed_in),
        "groups": [_group(group, comparison) for group in comparison.groups],
        "differs": [row.fact for row in comparison.rows],
        "same": [name for name, _ in comparison.same],
        "failures": [
            {"python": names[member], "fact": fact.name, "expected": fact.expected, "seen": fact.seen}
            for member, fact in comparison.failures
        ],
        "not_run": [{"pythons": which.split(), "why": why} for which, why in compared.not_run],
    }


def _group(group: Group, comparison: Comparison) -> dict[str, Any]:
    from ..analysis.compare import cells

    names = labels(comparison.members)
    speaker = group.speaker
    return {
        "pythons": [names[member] for member in group.members],
        "facts": {
            fact.name: cell.value
            for fact, cell in zip(comparison.scenario.facts, cells(group), strict=True)
            if cell.readable and cell.known
        },
        "verdict": None if speaker is None else speaker.sentence,
        "members": [
            {"python": one.python, "loop": one.loop, "clock": one.clock, "recorded": one.recorded}
            for one in group.members
        ],
    }


def screen(found: Sequence[Compared], *, compact: bool, width: int, glyphs: Glyphs) -> Text:
    """One screen for each comparison, or all of them in a compact report."""
    if compact:
        from ..render.overview import overview

        return overview([compared.comparison for compared in found], width, glyphs)
    from ..render.compare import compare_screen
    from ..render.words import join

    return join(
        [compare_screen(one.comparison, width=width, glyphs=glyphs, not_run=one.not_run) for one in found]
    )
