"""Comparisons: who behaves alike, what differs, and since when."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from asyncx.analysis.compare import Change, Comparison, cells, compare
from asyncx.analysis.facts import FactStatus
from asyncx.analysis.observed import Member, Observation, labels, observe, recall
from asyncx.runs import catalogue
from asyncx.runs.catalogue import Scenario
from asyncx.runs.recorded import Recorded
from tests.traces import wait_for_timeout

SOURCE = '''"""A claim.

Since 3.11 (gh-2) the error is another one. Somebody must look. That is so since 3.12 (gh-3).
"""
FACTS = {
    "raises": ("error", {"<3.11": "OldError", ">=3.11": "NewError"}),
    "tasks": ("len(tasks)", {"<3.12": 2, ">=3.12": 1}),
    "ends at": ("end", 150),
    "says": ("message", {">=3.12": "no"}),
}
print()
'''


@pytest.fixture
def scenario() -> Scenario:
    return catalogue.parse("claim", SOURCE, topic="tasks")


def values(python: str) -> dict[str, object]:
    """What `SOURCE` expects of a version."""
    minor = int(python.split(".")[1])
    seen: dict[str, object] = {"error": "OldError" if minor < 11 else "NewError", "end": 150}
    seen["len(tasks)"] = 2 if minor < 12 else 1
    return seen | ({"message": "no"} if minor >= 12 else {})


def did(
    scenario: Scenario,
    python: str,
    seen: Mapping[str, object] | None = None,
    *,
    loop: str = "asyncio",
    clock: str = "virtual",
    recorded: bool = False,
) -> Observation:
    """An observation of `values`, changed by `seen`."""
    from asyncx.analysis.facts import judged

    read = values(python) | dict(seen or {})
    facts = tuple(
        judged(
            fact,
            read.get(fact.read, "no"),
            python,
            readable=fact.read in read,
            loop=loop,
            clock=clock,
        )
        for fact in scenario.facts
    )
    return Observation(Member(python, loop, clock, recorded), facts)


def groups(comparison: Comparison) -> list[list[str]]:
    names = labels(comparison.members)
    return [[names[member] for member in group.members] for group in comparison.groups]


def test_who_behaves_alike_is_one_group_in_the_order_of_versions(scenario: Scenario) -> None:
    pythons = ("3.12.1", "3.8.18", "3.11.7", "3.10.13", "3.13.0")
    comparison = compare(scenario, [did(scenario, python) for python in pythons])

    assert groups(comparison) == [["3.8", "3.10"], ["3.11"], ["3.12", "3.13"]]
    assert [group.letter for group in comparison.groups] == ["A", "B", "C"]
    assert comparison.changed_in == ("3.11", "3.12")
    assert comparison.before == ("3.10", "3.11")
    assert comparison.failures == ()


def test_only_what_differs_is_a_row_and_changes_are_marked_where_they_happened(scenario: Scenario) -> None:
    comparison = compare(scenario, [did(scenario, python) for python in ("3.8.18", "3.11.7", "3.12.1")])

    rows = {row.fact: row.cells for row in comparison.rows}
    assert list(rows) == ["raises", "tasks", "says"]
    assert [cell.value for cell in rows["raises"]] == ["OldError", "NewError", "NewError"]
    assert [cell.change for cell in rows["raises"]] == [Change.NONE, Change.FROM_LEFT, Change.NONE]
    assert [cell.change for cell in rows["tasks"]] == [Change.NONE, Change.NONE, Change.FROM_LEFT]
    assert [cell.readable for cell in rows["says"]] == [False, False, True]
    assert comparison.same == (("ends at", 150),)


def test_versions_that_went_back_are_in_one_group_with_the_old_ones(scenario: Scenario) -> None:
    back = {"error": "NewError", "len(tasks)": 2}
    back_again = did(scenario, "3.13.0", back)
    seen = [did(scenario, "3.11.7"), did(scenario, "3.12.1"), back_again]
    without_message = compare(scenario, [*seen[:2], Observation(back_again.member, seen[0].facts)])

    assert groups(without_message) == [["3.11", "3.13"], ["3.12"]]
    assert without_message.changed_in == ("3.12", "3.13")


def test_another_loop_is_marked_against_the_same_python(scenario: Scenario) -> None:
    eager = did(scenario, "3.12.1", {"len(tasks)": 5}, loop="eager")
    comparison = compare(scenario, [eager, did(scenario, "3.11.7"), did(scenario, "3.12.1")])

    assert groups(comparison) == [["3.11"], ["3.12"], ["3.12+eager"]]
    (row,) = [row for row in comparison.rows if row.fact == "tasks"]
    assert [cell.change for cell in row.cells] == [Change.NONE, Change.FROM_LEFT, Change.BY_LOOP]
    assert comparison.changed_in == ("3.12",)
    assert comparison.failures == ()


def test_a_loop_that_behaves_alike_joins_its_python(scenario: Scenario) -> None:
    eager = did(scenario, "3.12.1", loop="eager")

    assert groups(compare(scenario, [did(scenario, "3.12.1"), eager])) == [["3.12", "3.12+eager"]]


def test_what_a_real_clock_cannot_tell_separates_nobody(scenario: Scenario) -> None:
    real = did(scenario, "3.11.7", {"end": 153.2}, loop="uvloop", clock="real")
    comparison = compare(scenario, [did(scenario, "3.10.13"), did(scenario, "3.11.7"), real])

    assert groups(comparison) == [["3.10"], ["3.11", "3.11+uvloop"]]
    assert ("ends at", 150) in comparison.same
    assert [cell.value for cell in cells(comparison.groups[1])] == ["NewError", 2, 150, "no"]


def test_a_real_clock_that_is_alone_leaves_the_cell_open(scenario: Scenario) -> None:
    real = did(scenario, "3.11.7", {"end": 153.2, "len(tasks)": 7}, loop="uvloop", clock="real")
    comparison = compare(scenario, [did(scenario, "3.11.7"), real])

    assert groups(comparison) == [["3.11"], ["3.11+uvloop"]]
    assert [cell.known for cell in cells(comparison.groups[1])] == [True, True, False, True]


@pytest.mark.parametrize(
    ("virtual", "real", "alike"),
    [
        ("tick at 10 ms", "tick at 13.2 ms", True),
        ("after 1 s", "after 1.02 s", True),
        ("got 10 euro", "got 12 euro", False),
        ("tick at 10 ms", "tock at 13 ms", False),
    ],
)
def test_times_in_a_text_differ_without_a_reason_on_the_real_clock(
    scenario: Scenario, virtual: str, real: str, alike: bool
) -> None:
    one = did(scenario, "3.12.1", {"message": virtual})
    other = did(scenario, "3.12.1", {"message": real}, loop="uvloop", clock="real")
    eager = did(scenario, "3.12.1", {"message": real}, loop="eager")

    assert len(compare(scenario, [one, other]).groups) == (1 if alike else 2)
    assert len(compare(scenario, [one, eager]).groups) == 2


def test_a_fact_that_fails_is_named_with_its_python_unless_it_is_recorded(scenario: Scenario) -> None:
    wrong = {"error": "Oops"}
    comparison = compare(
        scenario, [did(scenario, "3.8.18", wrong), did(scenario, "3.9.18", wrong, recorded=True)]
    )

    ((member, fact),) = comparison.failures
    assert (member.python, fact.name, fact.status) == ("3.8.18", "raises", FactStatus.FAILS)
    assert groups(comparison) == [["3.8", "3.9"]]


def test_what_was_recorded_is_judged_like_what_was_run(scenario: Scenario) -> None:
    observation = recall(scenario, Recorded("3.12.1", values("3.12.1")))
    old = recall(scenario, Recorded("3.8.18", values("3.8.18")))

    assert {fact.status for fact in observation.facts} == {FactStatus.HOLDS}
    assert [fact.readable for fact in old.facts] == [True, True, True, False]
    assert (observation.member.recorded, observation.trace, observation.sentence) == (True, None, "")


def test_a_run_speaks_for_its_group_on_the_virtual_clock_if_there_is_one() -> None:
    scenario = catalogue.parse("timeout", '"""A claim."""\nFACTS = {"tasks": ("len(tasks)", 1)}\nprint()\n')
    script = wait_for_timeout()
    real = observe(scenario, script.trace(python="3.11.7", clock="real", loop="uvloop"))
    virtual = observe(scenario, script.trace(python="3.12.1"))
    (group,) = compare(scenario, [real, virtual]).groups

    assert group.speaker is virtual
    assert "TimeoutError" in virtual.sentence


def test_labels_have_all_numbers_where_two_releases_of_one_version_meet() -> None:
    members = [Member("3.11.2"), Member("3.11.7"), Member("3.12.1"), Member("3.12.1", "eager")]

    assert list(labels(members).values()) == ["3.11.2", "3.11.7", "3.12", "3.12+eager"]


def test_a_change_between_two_releases_names_the_release(scenario: Scenario) -> None:
    seen = [did(scenario, "3.11.2"), did(scenario, "3.11.7", {"len(tasks)": 3}), did(scenario, "3.12.1")]

    assert compare(scenario, seen).changed_in == ("3.11.7", "3.12")


def test_consequences_are_sentences_of_the_explanation(scenario: Scenario) -> None:
    assert compare(scenario, [did(scenario, "3.12.1")]).consequences == (
        "Since 3.11 (gh-2) the error is another one.",
        "Somebody must look. That is so since 3.12 (gh-3).",
    )
