"""Which Pythons and loops a scenario is compared on."""

from __future__ import annotations

import pytest

from asyncx.errors import UserError
from asyncx.runs import catalogue, choice, interpreters, recorded
from asyncx.runs.choice import Pythons
from asyncx.runs.interpreters import Interpreter
from asyncx.runs.recorded import Recorded

OLD = Interpreter("/old", "3.9.18", "CPython", ("asyncio",))
MIDDLE = Interpreter("/middle", "3.11.7", "CPython", ("asyncio", "uvloop"))
NEW = Interpreter("/new", "3.12.1", "CPython", ("asyncio",))
SOURCE = '"""A claim."""\nFACTS = {"ends at": ("end", 10)}\nprint()\n'


def scenario(needs: str = "") -> catalogue.Scenario:
    return catalogue.parse("mine", f'{SOURCE}NEEDS = "{needs}"\n')


@pytest.fixture(autouse=True)
def records(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every scenario was recorded on 3.8 and 3.13."""
    monkeypatch.setattr(recorded, "of", lambda _: (Recorded("3.8.18", {}), Recorded("3.13.0", {})))


def test_each_loop_that_a_python_has_is_a_run() -> None:
    plan = choice.plan(scenario(), Pythons((OLD, MIDDLE, NEW), ()), ("asyncio", "uvloop", "eager"))

    assert [(job.interpreter.version, job.loop, job.clock) for job in plan.jobs] == [
        ("3.9.18", "asyncio", "virtual"),
        ("3.11.7", "asyncio", "virtual"),
        ("3.11.7", "uvloop", "real"),
        ("3.12.1", "asyncio", "virtual"),
        ("3.12.1", "eager", "virtual"),
    ]
    assert plan.not_run == ()


def test_a_loop_that_was_asked_for_is_missed() -> None:
    plan = choice.plan(scenario(), Pythons((OLD, MIDDLE, NEW), ()), ("uvloop", "eager"), strict=True)

    assert [job.interpreter.version for job in plan.jobs] == ["3.11.7", "3.12.1"]
    assert plan.not_run == (("3.9 3.12", "it has no uvloop"), ("3.9 3.11", "it has no eager tasks"))


def test_what_a_scenario_needs_is_the_reason_why_it_is_not_run() -> None:
    plan = choice.plan(scenario(">=3.12"), Pythons((OLD, MIDDLE, NEW), ("3.8", "3.13")), ("asyncio",))

    assert [job.interpreter.version for job in plan.jobs] == ["3.12.1"]
    assert [record.python for record in plan.records] == ["3.13.0"]
    assert plan.not_run == (("3.8 3.9 3.11", "it needs Python >=3.12"),)


def test_versions_that_are_not_here_are_recalled_if_they_were_recorded() -> None:
    plan = choice.plan(scenario(), Pythons((NEW,), ("3.8", "3.14")), ("asyncio",))

    assert [record.python for record in plan.records] == ["3.8.18"]
    assert plan.not_run == (("3.14", "not installed"),)


def test_nothing_is_recalled_for_other_loops() -> None:
    plan = choice.plan(scenario(), Pythons((NEW,), ("3.8",)), ("eager",), strict=True)

    assert plan.records == ()


def test_without_a_wish_all_are_taken_one_of_each_version(monkeypatch: pytest.MonkeyPatch) -> None:
    twice = Interpreter("/twice", "3.11.7", "CPython", ("asyncio",))
    refused = [("/named", "is no Python"), ("/found", "is Python 3.6.1")]
    monkeypatch.setattr(interpreters, "survey", lambda: ([twice, MIDDLE, NEW], refused))
    monkeypatch.setenv(interpreters.LIST, "/named")
    found = choice.pythons()

    assert found.here == (MIDDLE, NEW)
    assert found.absent == ("3.8", "3.9", "3.10", "3.13", "3.14", "3.15")
    assert found.notes == ("left out /named: it is no Python",)


def test_one_that_cannot_be_used_is_left_out_with_a_note() -> None:
    here = interpreters.running()
    found = choice.pythons([here.path, "3.7", "/no/such/python"])

    assert [one.version for one in found.here] == [here.version]
    assert found.notes == (
        "left out 3.7: asyncx traces Python 3.8 or newer, not 3.7",
        "left out /no/such/python: there is no file /no/such/python",
    )
    assert found.absent == ()


def test_a_version_that_was_named_and_is_not_here_is_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interpreters, "candidates", list)
    other = "3.8" if not interpreters.running().version.startswith("3.8.") else "3.9"
    found = choice.pythons([other])

    assert (found.here, found.absent) == ((), (other,))
    assert found.notes == (f"left out {other}: no CPython {other} was found on this machine",)


def test_a_slip_is_no_interpreter_that_cannot_be_used() -> None:
    with pytest.raises(UserError, match="neither a version"):
        choice.pythons(["3.l2"])
