"""Facts judged per version, clock and loop."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from asyncx.analysis.facts import FactStatus, differences, evaluate, in_words, same
from asyncx.runs.reader import Fact

from .made import RUN, trace

ENDS = Fact("it ends", "end", (("", 10),))
TURNS = Fact("clocks", "loops", (("<3.12", ["a"]), (">=3.12,<3.14", ["_UnixSelectorEventLoop"])))


def status(fact: Fact, version: str = "3.13.0", **run: Any) -> FactStatus:
    return evaluate(fact, trace(run=replace(RUN, **run)), version).status


def test_each_status() -> None:
    assert status(ENDS) is FactStatus.HOLDS
    assert status(ENDS, clock="real") is FactStatus.CANNOT_TELL
    assert status(TURNS) is FactStatus.HOLDS
    assert status(TURNS, clock="real") is FactStatus.HOLDS
    assert status(TURNS, "3.11.4") is FactStatus.FAILS
    assert status(TURNS, "3.11.4", loop="uvloop") is FactStatus.DIFFERS
    assert status(TURNS, "3.14.0") is FactStatus.NOT_ASKED


def test_a_fact_that_cannot_be_read_fails_and_says_why() -> None:
    fact = Fact("x", 'task("gone").end', (("", 'no task "gone" ran; there were: none'),))
    result = evaluate(fact, trace(), "3.13.0")

    assert result.status is FactStatus.FAILS
    assert result.seen == 'no task "gone" ran; there were: none'


def test_equality_is_that_of_json() -> None:
    assert same([1, ["a"]], [1, ["a"]])
    assert same(1, 1.0)
    assert not same(True, 1)
    assert not same([0], [False])
    assert not same([1], [1, 2])


@pytest.mark.parametrize(
    ("specifier", "words"),
    [
        ("<3.11", "before 3.11"),
        (">=3.12", "from 3.12 on"),
        (">=3.9,<3.12", "3.9 to 3.11"),
        (">=3.9, <3.10", "3.9"),
        ("==3.8.*", "3.8"),
        ("!=3.8", "!=3.8"),
        (">=3.9,<3.12.1", "3.9 to before 3.12.1"),
    ],
)
def test_ranges_in_words(specifier: str, words: str) -> None:
    assert in_words(specifier) == words


def test_differences_name_the_other_versions() -> None:
    cases: tuple[tuple[str, object], ...] = (("<3.9", 1), (">=3.9,<3.12", 2), (">=3.12", 1))

    (found,) = differences(cases, "tasks", "3.13.0")

    assert (found.versions, found.here, found.there) == ("3.9 to 3.11", 1, 2)
    assert differences((("<3.9", 1),), "tasks", "3.13.0") == []
