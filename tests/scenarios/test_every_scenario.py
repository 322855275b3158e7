"""Every scenario on every interpreter: what it claims holds, and what is saved of it can be read again."""

from __future__ import annotations

import ast
import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator

from asyncx.analysis.facts import FactStatus
from asyncx.analysis.report import judge
from asyncx.cli.files import fact_as_json
from asyncx.runs.catalogue import Scenario
from asyncx.trace import codec

from .runs import PYTHONS, SCENARIOS, all_traces, each_of

LONGEST = 42
"""Lines that a scenario may have, blank ones not counted; what does not fit on a screen is not one lesson."""

each_python = each_of(PYTHONS)


@cache
def schema() -> Draft202012Validator:
    text = files("asyncx.trace").joinpath("trace.schema.json").read_text()
    return Draft202012Validator(json.loads(text))


def form(value: Any) -> str:
    """The structure of a JSON value, with the kind of a record, and without all other content."""
    if isinstance(value, dict):
        kind = value.get("kind", "")
        return f"{kind}{{{', '.join(f'{key}: {form(value[key])}' for key in sorted(value))}}}"
    if isinstance(value, list):
        return f"[{', '.join(sorted({form(item) for item in value}))}]"
    return type(value).__name__


def is_new(text: str, known: set[str]) -> bool:
    """Whether `text` is not in `known`, which it is from now on."""
    fresh = text not in known
    known.add(text)
    return fresh


def by_name(name: str) -> Scenario:
    return next(scenario for scenario in SCENARIOS if scenario.name == name)


@each_python
def test_every_fact_holds(python: str) -> None:
    """On the virtual clock and asyncio's own loop each fact has exactly the value stated for this version."""
    wrong = [
        (name, fact.name, fact.expected, fact.seen)
        for name, trace in all_traces(python).items()
        for fact in judge(trace, by_name(name)).facts
        if fact.status not in (FactStatus.HOLDS, FactStatus.NOT_ASKED)
    ]

    assert wrong == []


@each_python
def test_no_hook_failed(python: str) -> None:
    """A "kernel" record would say that recording was given up."""
    failed = [
        (name, record.data["message"])
        for name, trace in all_traces(python).items()
        for record in trace.records
        if record.kind == "kernel"
    ]

    assert failed == []


@each_python
def test_every_export_follows_the_schema(python: str) -> None:
    """Validated as written; of records and tasks that are alike in form, one over all scenarios."""
    known: set[str] = set()
    for name, trace in all_traces(python).items():
        report = judge(trace, by_name(name))
        facts = [fact_as_json(fact) for fact in report.facts]
        document: Any = json.loads(codec.dumps(trace, verdict=report.verdict.sentence, facts=facts))
        for part in ("records", "tasks"):
            document[part] = [value for value in document[part] if is_new(form(value), known)]
        errors = [error.message for error in schema().iter_errors(document)]

        assert errors == [], name
        assert list(document)[:2] == ["format", "asyncx"]


@each_python
def test_a_loaded_trace_is_the_trace_that_was_saved(python: str) -> None:
    """Equal values, so equal screens; in both forms of the file."""
    for name, trace in all_traces(python).items():
        assert codec.loads(codec.dumps(trace)) == trace, name
        assert codec.loads("\n".join(codec.dump_lines(trace))) == trace, name


def test_every_fact_is_asked_on_some_version() -> None:
    """A fact that no version in 3.8 to 3.15 is asked for says nothing."""
    for scenario in SCENARIOS:
        assert scenario.facts, scenario.name
        for fact in scenario.facts:
            assert fact.cases, (scenario.name, fact.name)


def test_a_scenario_fits_on_a_screen_and_parses_as_3_8() -> None:
    """At most LONGEST lines, none of them longer than 110 characters."""
    for scenario in SCENARIOS:
        lines = [line for line in scenario.source.splitlines() if line.strip()]
        ast.parse(scenario.source, feature_version=(3, 8))

        assert len(lines) <= LONGEST, scenario.name
        assert max(map(len, lines)) <= 110, scenario.name


def test_no_two_scenarios_claim_the_same() -> None:
    """One lesson, one scenario."""
    claims = [scenario.claim for scenario in SCENARIOS]

    assert len(set(claims)) == len(claims)
