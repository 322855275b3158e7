"""The compact report of `asyncx compare --all`: a line for each scenario that differs or fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from ..analysis.compare import Comparison
from ..analysis.facts import FactStatus
from ..analysis.observed import Member, order
from . import grid, sections
from .glyphs import STYLES, Glyphs, plural
from .terminal import commands
from .words import crop, flow, join, pad, plain, wrap


def overview(comparisons: Sequence[Comparison], width: int, glyphs: Glyphs) -> Text:
    """All comparisons in the order given, by topic; those that behave alike everywhere are only counted."""
    telling = [one for one in comparisons if len(one.groups) > 1 or one.failures]
    names = _column((one.scenario.name for one in telling), max(width * 2 // 5, 12))
    since = _column((_since(one, glyphs) for one in telling), max(width * 3 // 10, 8))
    lines = [Text(), Text.styled(" asyncx compare --all", STYLES["name"]), Text()]
    for topic, group in groupby(telling, key=lambda one: one.scenario.topic):
        lines.append(Text.styled(" " + plain(topic, glyphs), STYLES["heading"]))
        for one in group:
            lines += _entry(one, names, since, width, glyphs)
    lines += [Text()] if telling else []
    lines += _summary(comparisons, telling, width, glyphs)
    lines += _members(comparisons, width, glyphs)
    offers = [("one of them", f"asyncx compare {one.scenario.name}") for one in telling[:1]]
    offers.append(("exit code 1 when a fact fails", "add --check"))
    lines += commands("Next", offers, width, glyphs)
    return join([crop(line, width, glyphs) for line in lines])


def _column(texts: Iterable[str], widest: int) -> int:
    """Cells for the longest of `texts` and a gap."""
    return min(max(map(cell_len, texts), default=0) + 2, widest)


def _entry(one: Comparison, names: int, since: int, width: int, glyphs: Glyphs) -> list[Text]:
    """The name, since when, and which facts differ; under it what does not hold."""
    line = Text("   ")
    line.append(pad(plain(one.scenario.name, glyphs), names, glyphs), STYLES["name"])
    line.append(pad(_since(one, glyphs), since - 2, glyphs) + "  ", STYLES["differs"])
    facts = plain(", ".join(row.fact for row in one.rows), glyphs)
    line.append(plain(facts, glyphs, max(width - line.cell_len - 1, 4)))
    line.rstrip()
    return [line, *_failures(one, width, glyphs)]


def _since(one: Comparison, glyphs: Glyphs) -> str:
    """`3.9 3.12≠`: the versions that behave otherwise, and the loops that do."""
    base = one.members[0].loop
    loops = [m.loop for g in one.groups if all(m.loop != base for m in g.members) for m in g.members]
    parts = [*one.changed_in, *dict.fromkeys(loops)]
    return f"{' '.join(parts)}{glyphs.differs}" if parts else ""


def _failures(one: Comparison, width: int, glyphs: Glyphs) -> list[Text]:
    lines = []
    for where, fact in grid.failures(one):
        line = Text.styled(f"     {glyphs.problem} {plain(fact.name, glyphs)}", STYLES["problem"])
        line.append(f"   on {' '.join(where)}", STYLES["aside"])
        words = f": expected {sections.value_words(fact.expected)}, seen {sections.value_words(fact.seen)}"
        lines.append(line.append(plain(words, glyphs, max(width - line.cell_len - 1, 4))))
    return lines


def _summary(
    comparisons: Sequence[Comparison], telling: Sequence[Comparison], width: int, glyphs: Glyphs
) -> list[Text]:
    """`131 scenarios · 45 differ · ✓ 2033 facts hold · ✗ 2 facts do not hold`."""
    statuses = [
        fact.status
        for one in comparisons
        for group in one.groups
        for observation in group.observations
        if not observation.member.recorded
        for fact in observation.facts
    ]
    differ = sum(len(one.groups) > 1 for one in telling)
    holding, failing = statuses.count(FactStatus.HOLDS), statuses.count(FactStatus.FAILS)
    parts = [
        Text.styled(plural(len(comparisons), "scenario"), STYLES["heading"]),
        Text(f"{differ} differ" if differ != 1 else "1 differs"),
        Text.styled(f"{glyphs.returned} ", STYLES["returned"]).append(f"{plural(holding, 'fact')} hold", ""),
    ]
    if failing:
        words = f"{glyphs.problem} {plural(failing, 'fact')} {'does' if failing == 1 else 'do'} not hold"
        parts.append(Text.styled(words, STYLES["problem"]))
    return flow(parts, f" {glyphs.dot} ", width)


def _members(comparisons: Sequence[Comparison], width: int, glyphs: Glyphs) -> list[Text]:
    """All Pythons that some scenario was run on, and those that are as recorded."""
    every = sorted({member for one in comparisons for member in one.members}, key=order)
    lines: list[Text] = []
    for label, recorded in (("Ran", False), ("Recorded", True)):
        words = " ".join(_exact(member) for member in every if member.recorded is recorded)
        parts = wrap(plain(words, glyphs), width - sections.LABEL - 1) if words else []
        lines += sections.labelled(label, [Text.styled(part, STYLES["aside"]) for part in parts])
    return lines


def _exact(member: Member) -> str:
    return member.python if member.loop == "asyncio" else f"{member.python}+{member.loop}"
