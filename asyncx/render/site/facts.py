"""The facts of a scenario, version by version: versions that behave alike share a column."""

from __future__ import annotations

from ...analysis.compare import Cell, Change, Comparison, Group, cells, compare
from ...analysis.facts import FactStatus, as_plain, judged
from ...analysis.observed import Member, Observation, labels, recall
from ...runs import recorded, versions
from ...runs.catalogue import Scenario
from ...runs.reader import Fact
from .. import sections
from .markup import Html, Part, el
from .model import in_ranges

BESIDE = 48
"""Characters up to which the items of a list stand side by side."""


def section(scenario: Scenario) -> Html | None:
    """The table of all facts, and what its values are; None where nothing is asked of any version."""
    comparison = _compared(scenario)
    if comparison is None:
        return None
    return el(
        "section",
        el("h2", "Facts by version", id="facts-title"),
        el("p", _about(scenario, comparison), class_="aside"),
        el(
            "div",
            _table(scenario, comparison),
            class_="wide",
            tabindex="0",
            role="region",
            aria_labelledby="facts-title",
        ),
        class_="sheet by-version",
    )


def alike(scenario: Scenario) -> tuple[tuple[str, ...], ...]:
    """The minor versions that behave alike, each group oldest first; () where nothing is asked of any."""
    comparison = _compared(scenario)
    return () if comparison is None else tuple(_minors(comparison, group) for group in comparison.groups)


def _compared(scenario: Scenario) -> Comparison | None:
    """What was recorded, or else is expected, side by side."""
    seen = [recall(scenario, one) for one in recorded.of(scenario)]
    seen = seen or [_expected(scenario, version) for version in scenario.runs_on]
    return compare(scenario, seen) if scenario.facts and seen else None


def _minors(comparison: Comparison, group: Group) -> tuple[str, ...]:
    names = labels(comparison.members)
    return tuple(names[member] for member in group.members)


def _expected(scenario: Scenario, version: str) -> Observation:
    """What the scenario says of a version on which it was not recorded."""
    facts = []
    for fact in scenario.facts:
        value = fact.expected(versions.latest(version))
        seen = as_plain(value[0]) if value else "nothing is expected of this version"
        facts.append(judged(fact, seen, version, readable=bool(value)))
    return Observation(Member(version, recorded=True), tuple(facts))


def _about(scenario: Scenario, comparison: Comparison) -> str:
    exact = ", ".join(member.python for member in comparison.members)
    known = bool(recorded.of(scenario))
    words = f"Recorded on CPython {exact}." if known else "As the scenario expects them; not recorded yet."
    if comparison.changed_in:
        words += " A marked value is not that of the versions to its left."
    left_out = [version for version in versions.SUPPORTED if version not in scenario.runs_on]
    if left_out:
        words += f" The scenario does not run on {in_ranges(left_out)}."
    return words


def _table(scenario: Scenario, comparison: Comparison) -> Html:
    groups = comparison.groups
    differing = {row.fact: row.cells for row in comparison.rows}
    columns = [cells(group) for group in groups]
    heads = [el("th", in_ranges(_minors(comparison, group)), scope="col") for group in groups]
    rows = []
    for place, fact in enumerate(scenario.facts):
        failing = [_failing(group, place) for group in groups]
        line = differing.get(fact.name) or tuple(column[place] for column in columns)
        if fact.name in differing or any(failing):
            values = [_cell(cell, wrong) for cell, wrong in zip(line, failing, strict=True)]
        else:
            values = [el("td", _value(line[0]), colspan=len(groups) if len(groups) > 1 else None)]
        rows.append(el("tr", _name(fact), *values))
    return el(
        "table",
        el("thead", el("tr", el("th", "fact", scope="col"), *heads)),
        el("tbody", *rows),
    )


def _name(fact: Fact) -> Html:
    read = el("code", fact.read, class_="read") if fact.read != fact.name else None
    return el("th", fact.name, read, scope="row")


def _failing(group: Group, place: int) -> bool:
    return any(one.facts[place].status is FactStatus.FAILS for one in group.observations)


def _cell(cell: Cell, wrong: bool) -> Html:
    changed = cell.change is Change.FROM_LEFT
    notes: list[Part] = [el("span", " (changed)", class_="unseen")] if changed else []
    if wrong:
        notes.append(el("span", " ✗ not what the scenario expects", class_="t-red"))
    return el("td", _value(cell), *notes, class_="changed" if changed else None)


def _value(cell: Cell) -> Part:
    if not cell.readable:
        return el("span", "–", class_="aside", title=str(cell.value))
    return value(cell.value)


def value(seen: object) -> Html:
    """A value as it reads best; the items of a long list stand under each other."""
    words = sections.value_words(seen)
    if isinstance(seen, list) and len(seen) > 1 and len(words) > BESIDE:
        return el("ul", *(el("li", el("code", sections.value_words(item))) for item in seen), class_="values")
    return el("code", words)
