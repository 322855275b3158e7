"""What changes in behaviour between two versions, by the facts of all scenarios, and how bad that is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ..runs import versions
from ..runs.catalogue import Scenario
from ..runs.reader import Fact
from .facts import as_plain, same
from .since import about_versions, issue_for

_FAILURE = re.compile(r"\b(?:[a-z_]+\.)*(?P<name>[A-Z]\w*(?:Error|Exception|Exit|Interrupt))\b")
_STUCK = re.compile(r"^(?:raised|deadlock|crashed|timed out|never ended|killed)\b")
_NOT_ONES_OWN = frozenset({"CancelledError"})
"""Errors that are no failure."""


class Severity(StrEnum):
    """What a change means for code that runs; the words of SEVERITY in a scenario."""

    BREAKS = "breaks"
    """It fails now, hangs, or raises another error."""
    DIFFERS = "differs"
    """It does something else, and nothing says so."""
    NEW = "new"
    """There is something that was not there: a feature, a warning."""
    FIXED = "fixed"
    """What failed works."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact before and after; an empty tuple where nothing is expected, else the value in a tuple."""

    fact: str
    read: str
    before: tuple[object, ...]
    after: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A scenario that behaves otherwise from `version` on.

    `issue` is the CPython issue ("gh-96764") that its explanation names with that version, or "";
    `sentences` are those of the explanation that speak of it.
    """

    scenario: Scenario
    version: str
    severity: Severity
    differences: tuple[Difference, ...]
    issue: str
    sentences: tuple[str, ...]


def changes(scenarios: Iterable[Scenario], old: str, new: str) -> list[Change]:
    """All that is otherwise on minor version `new` than on `old`, the older one; the worst first.

    What changed on the way and is now as it was before is no change.
    """
    found = [change for scenario in scenarios for change in _of(scenario, old, new)]
    order = list(Severity)
    return sorted(found, key=lambda change: (order.index(change.severity), versions.key(change.version)))


def _of(scenario: Scenario, old: str, new: str) -> Iterable[Change]:
    """The changes of one scenario, one for each version that brought some of them."""
    path = [v for v in versions.SUPPORTED if versions.key(old) <= versions.key(v) <= versions.key(new)]
    runs = [version for version in path if version in scenario.runs_on]
    if not runs:
        return
    if old not in runs or new not in runs:
        version = runs[0] if old not in runs else path[path.index(runs[-1]) + 1]
        yield _change(scenario, version, ())
        return
    by_version: dict[str, list[Difference]] = {}
    for fact in scenario.facts:
        asked = [(version, _expected(fact, version)) for version in path]
        asked = [(version, value) for version, value in asked if value]
        before, after = _expected(fact, old), _expected(fact, new)
        if before and after and not _same(before, after):
            turns = [here for (_, earlier), (here, later) in pairwise(asked) if not _same(earlier, later)]
            by_version.setdefault(turns[-1], []).append(Difference(fact.name, fact.read, before, after))
    for fact in scenario.facts:
        # What is asked only since a change belongs to it.
        first = next((version for version in path if _expected(fact, version)), "")
        if first in by_version and not _expected(fact, old):
            by_version[first].append(Difference(fact.name, fact.read, (), _expected(fact, new)))
    order = [fact.name for fact in scenario.facts]
    for version, differences in by_version.items():
        yield _change(scenario, version, sorted(differences, key=lambda one: order.index(one.fact)))


def _change(scenario: Scenario, version: str, differences: Sequence[Difference]) -> Change:
    said = dict(scenario.severity).get(version)
    if said:
        severity = Severity(said)
    elif differences:
        severity = derived(differences)
    else:
        severity = Severity.NEW if version in scenario.runs_on else Severity.BREAKS
    word = re.compile(rf"\b{re.escape(version)}\b")
    return Change(
        scenario,
        version,
        severity,
        tuple(differences),
        issue_for(scenario.explanation, version),
        tuple(sentence for sentence in about_versions(scenario.explanation) if word.search(sentence)),
    )


def derived(differences: Iterable[Difference]) -> Severity:
    """How bad the differences of one version are together, as far as the values tell."""
    found = {_severity(difference) for difference in differences if difference.before}
    for severity in (Severity.BREAKS, Severity.FIXED, Severity.DIFFERS):
        if severity in found:
            return severity
    return Severity.NEW


def _severity(difference: Difference) -> Severity:
    before, after = failures(difference.before), failures(difference.after)
    if before != after:
        return Severity.FIXED if not after else Severity.BREAKS
    if "warnings" in difference.read and difference.after:
        return Severity.NEW
    return Severity.DIFFERS


def failures(value: object) -> frozenset[str]:
    """The failures that a value of a fact speaks of: names of errors, "deadlock", "never ended" ..."""
    if isinstance(value, list | tuple):
        return frozenset().union(*map(failures, value))
    if not isinstance(value, str):
        return frozenset()
    names = {found["name"] for found in _FAILURE.finditer(value)} - _NOT_ONES_OWN
    if not names and (stuck := _STUCK.match(value)):
        names = {stuck[0]}
    return frozenset(names)


def _expected(fact: Fact, version: str) -> tuple[object, ...]:
    return tuple(map(as_plain, fact.expected(versions.latest(version))))


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return all(map(same, one, other))
