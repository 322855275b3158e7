"""What ships as recorded is what is seen live; and every change of behaviour is explained."""

from __future__ import annotations

import json

from asyncx.analysis.changes import changes
from asyncx.analysis.since import issue_for
from asyncx.runs import recorded, versions

from .record import seen
from .runs import PYTHONS, SCENARIOS, all_traces, each_of, interpreter

AGAIN = "run python -m tests.scenarios.record"


@each_of(PYTHONS)
def test_what_is_recorded_is_what_is_seen(python: str) -> None:
    """Of another release of the same minor version only the facts that are asked alike on both."""
    version = interpreter(python).version
    traces = all_traces(python)
    wrong = []
    for scenario in SCENARIOS:
        records = {versions.minor(record.python): record for record in recorded.of(scenario)}
        record = records.get(versions.minor(version))
        if record is None or scenario.name not in traces:
            continue
        live = seen(scenario, traces[scenario.name])
        for fact in scenario.facts:
            alike = version == record.python or (fact.expected(version) == fact.expected(record.python) != ())
            if alike and _text(live, fact.read) != _text(record.values, fact.read):
                wrong.append((scenario.name, fact.name, live.get(fact.read), record.values.get(fact.read)))

    assert wrong == [], AGAIN


def test_every_scenario_is_recorded_on_every_version_that_it_runs_on() -> None:
    """So that a user with one Python sees all of them; only its code counts, not its words."""
    missing = []
    for scenario in SCENARIOS:
        found = {versions.minor(record.python) for record in recorded.of(scenario)}
        missing += [(scenario.name, version) for version in scenario.runs_on if version not in found]

    assert missing == [], AGAIN


def test_what_is_recorded_holds() -> None:
    """Where a fact is asked, it was read, and it was as expected."""
    wrong = [
        (scenario.name, fact.name, record.python)
        for scenario in SCENARIOS
        for record in recorded.of(scenario)
        for fact in scenario.facts
        for value in fact.expected(record.python)
        if _text(record.values, fact.read) != json.dumps([value])
    ]

    assert wrong == []


def test_nothing_is_recorded_of_scenarios_that_are_gone() -> None:
    assert set(recorded.load().entries) <= {scenario.name for scenario in SCENARIOS}, AGAIN


def test_every_change_is_explained_with_its_version_and_its_issue() -> None:
    """The explanation of a scenario that differs names both, so that one can look it up."""
    silent = [
        (scenario.name, version)
        for scenario in SCENARIOS
        for version in scenario.changes
        if not issue_for(scenario.explanation, version)
    ]

    assert silent == []


def test_a_severity_is_said_only_of_a_version_that_changed_something() -> None:
    for scenario in SCENARIOS:
        first = scenario.runs_on[:1]
        assert {version for version, _ in scenario.severity} <= {*first, *scenario.changes}, scenario.name


def test_a_severity_that_follows_from_the_facts_is_not_said() -> None:
    """A word that says what the facts say already would only get old."""
    from dataclasses import replace

    for scenario in SCENARIOS:
        for version, word in scenario.severity:
            before = versions.SUPPORTED[versions.SUPPORTED.index(version) - 1]
            (plain,) = changes([replace(scenario, severity=())], before, version)
            assert str(plain.severity) != word, (scenario.name, version)


def _text(values: object, read: str) -> str:
    """A value as JSON in a list, "[]" for none."""
    assert isinstance(values, dict)
    return json.dumps([values[read]] if read in values else [])
