"""Errors say what, what was probably meant, and what to type next."""

from __future__ import annotations

import pytest

from asyncx.errors import ExitCode, UserError, did_you_mean, suggest

NAMES = ["wait_for-timeout", "wait_for-swallowed", "wait-first", "gather-first-error", "loop-blocked"]


def test_every_exit_code_has_its_sentence() -> None:
    """The table in --help is made from the codes themselves."""
    assert [int(code) for code in ExitCode] == [0, 1, 2, 3, 70, 130]
    assert all(code.sentence for code in ExitCode)


def test_hints_stand_in_one_column_and_a_label_is_said_once() -> None:
    """The shape of an error: what, did you mean, what next."""
    error = UserError(
        'there is no scenario "x"',
        [("did you mean", "a"), ("did you mean", "b"), ("see them all", "asyncx list")],
    )

    assert str(error).splitlines() == [
        'there is no scenario "x"',
        "  did you mean   a",
        "                 b",
        "  see them all   asyncx list",
    ]


def test_an_error_without_hints_is_one_line() -> None:
    """Hints are optional, and the exit code is 'wrong usage' unless said otherwise."""
    error = UserError("nothing to show")

    assert str(error) == "nothing to show"
    assert error.exit_code is ExitCode.USAGE


def test_a_hint_of_several_lines_keeps_its_column() -> None:
    """The tail of a child's stderr stays readable inside a hint."""
    assert str(UserError("it died", [("it said", "one\ntwo")])).splitlines()[1:] == [
        "  it said   one",
        "            two",
    ]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("waitfor-timout", ["wait_for-timeout"]),
        ("wait-for-timeout", ["wait_for-timeout"]),
        ("WAIT_FOR", ["wait_for-timeout", "wait_for-swallowed"]),
        ("blocked", ["loop-blocked"]),
        ("zebra", []),
        ("", []),
    ],
)
def test_the_likeliest_meaning_comes_first(word: str, expected: list[str]) -> None:
    """Slips, other separators, other case and parts of a name find it; nonsense finds nothing."""
    found = did_you_mean(word, NAMES)

    assert found[: len(expected)] == expected
    assert bool(found) == bool(expected)


def test_suggestions_become_hints() -> None:
    """`suggest` is what errors put below their first line."""
    assert suggest("loop-block", NAMES) == (("did you mean", "loop-blocked"),)
    assert suggest("zebra", NAMES) == ()
