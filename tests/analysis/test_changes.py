"""What changes between two versions, and how bad it is."""

from __future__ import annotations

import pytest

from asyncx.analysis.changes import Change, Difference, Severity, changes, derived, failures
from asyncx.runs import catalogue, versions
from asyncx.runs.reader import SEVERITIES

HEAD = '"""A claim.\n\nOtherwise since 3.10 (bpo-10), and since 3.12 (gh-12).\n"""\n'


def made(facts: str, more: str = "", name: str = "claim") -> catalogue.Scenario:
    """A scenario with these FACTS, and perhaps other literals."""
    return catalogue.parse(name, f"{HEAD}{more}\nFACTS = {facts}\nprint()\n", topic="tasks")


def between(old: str, new: str, *scenarios: catalogue.Scenario) -> list[Change]:
    return changes(scenarios, old, new)


def severity(read: str, before: object, after: object) -> Severity:
    return derived([Difference("it", read, (before,), (after,))])


def test_what_differs_is_a_change_at_the_version_that_brought_it() -> None:
    two = made('{"a": ("end", {"<3.10": 1, ">=3.10": 2}), "b": ("held", {"<3.12": 3, ">=3.12": 4})}')
    first, second = between("3.9", "3.13", two)

    assert (first.version, first.issue, second.version, second.issue) == ("3.10", "bpo-10", "3.12", "gh-12")
    assert first.differences == (Difference("a", "end", (1,), (2,)),)
    assert first.severity is Severity.DIFFERS
    assert between("3.10", "3.11", two) == between("3.12", "3.15", two) == []


def test_what_went_back_to_what_it_was_is_no_change() -> None:
    there_and_back = made('{"a": ("end", {"<3.10": 1, ">=3.10,<3.12": 2, ">=3.12": 1})}')

    assert between("3.9", "3.13", there_and_back) == []
    assert [change.version for change in between("3.11", "3.13", there_and_back)] == ["3.12"]


def test_of_a_minor_version_the_last_release_counts() -> None:
    backported = made('{"a": ("end", {">=3.10.4,<3.11": 2, "<3.10.4": 1, ">=3.11": 2})}')

    assert [change.version for change in between("3.9", "3.15", backported)] == ["3.10"]


def test_a_scenario_that_needs_a_version_is_new_and_one_that_ends_breaks() -> None:
    new = made('{"a": ("end", 1)}', 'NEEDS = ">=3.12"', "new")
    gone = made('{"a": ("end", 1)}', 'NEEDS = "<3.12"', "gone")

    found = between("3.11", "3.13", new, gone)
    assert [(change.scenario.name, change.severity, change.version) for change in found] == [
        ("gone", Severity.BREAKS, "3.12"),
        ("new", Severity.NEW, "3.12"),
    ]
    assert between("3.8", "3.11", new) == between("3.12", "3.14", gone) == []


def test_the_worst_comes_first_then_the_older_version() -> None:
    found = between(
        "3.8",
        "3.15",
        made('{"a": ("outcome", {"<3.12": "deadlock", ">=3.12": "returned"})}', name="fixed"),
        made('{"a": ("outcome", {"<3.12": "returned", ">=3.12": "deadlock"})}', name="worse-later"),
        made('{"a": ("outcome", {"<3.9": "returned", ">=3.9": "deadlock"})}', name="worse"),
    )

    assert [change.scenario.name for change in found] == ["worse", "worse-later", "fixed"]


def test_a_word_beside_the_version_wins() -> None:
    said = made('{"a": ("error", {"<3.12": "KeyError", ">=3.12": None})}', 'SEVERITY = {"3.12": "new"}')

    assert [change.severity for change in between("3.11", "3.12", said)] == [Severity.NEW]


@pytest.mark.parametrize(
    ("read", "before", "after", "expected"),
    [
        ("outcome", "returned", "raised TypeError", Severity.BREAKS),
        ("outcome", "raised ValueError", "raised TypeError", Severity.BREAKS),
        ("outcome", "returned", "deadlock", Severity.BREAKS),
        ("outcome", "raised TypeError", "returned", Severity.FIXED),
        ('task("a").outcome', "never ended", "cancelled", Severity.FIXED),
        ('task("a").outcome', "returned", "cancelled", Severity.DIFFERS),
        ('task("a").error', "asyncio.TimeoutError", "TimeoutError", Severity.DIFFERS),
        ('task("a").error', None, "CancelledError", Severity.DIFFERS),
        ("printed", ["done"], ["done", "KeyError: 3"], Severity.BREAKS),
        ("len(tasks)", 2, 1, Severity.DIFFERS),
        ("warnings", [], ["DeprecationWarning: soon gone"], Severity.NEW),
        ("len(warnings)", 0, 1, Severity.NEW),
    ],
)
def test_how_bad_a_change_is_follows_from_its_values(
    read: str, before: object, after: object, expected: Severity
) -> None:
    assert severity(read, before, after) is expected


def test_of_several_differences_the_one_that_matters_counts() -> None:
    warned = Difference("warned", "len(warnings)", (0,), (1,))
    other = Difference("at", "end", (1,), (2,))
    broken = Difference("outcome", "outcome", ("returned",), ("deadlock",))

    assert derived([warned]) is Severity.NEW
    assert derived([warned, other]) is Severity.DIFFERS
    assert derived([warned, other, broken]) is Severity.BREAKS


def test_failures_are_found_in_any_value() -> None:
    assert failures((["a KeyError", ["asyncio.QueueFull"]], 3, None, True)) == {"KeyError"}
    assert failures("raised SystemExit") == {"SystemExit"}
    assert failures("timed out") == {"timed out"}


def test_the_words_of_a_scenario_are_the_severities() -> None:
    assert set(SEVERITIES) == {str(severity) for severity in Severity}


def test_every_version_changed_something_in_the_catalogue() -> None:
    scenarios = catalogue.load_all()
    for old, new in zip(versions.SUPPORTED, versions.SUPPORTED[1:], strict=False):
        found = changes(scenarios, old, new)

        assert found, new
        assert {change.version for change in found} == {new}


def test_what_is_asked_only_since_a_change_belongs_to_it_and_is_no_change_by_itself() -> None:
    facts = '{"new": ("message", {">=3.12": "no"}), "a": ("end", {"<3.12": 1, ">=3.12": 2})}'
    (change,) = between("3.11", "3.13", made(facts))

    assert [(one.fact, one.before, one.after) for one in change.differences] == [
        ("new", (), ("no",)),
        ("a", (1,), (2,)),
    ]
    assert between("3.11", "3.13", made('{"new": ("message", {">=3.12": "no"})}')) == []
