"""The explanation on the screen of a scenario."""

from __future__ import annotations

from asyncx.render.about import about, needed
from asyncx.render.glyphs import UNICODE

from .reports import timeout_report

EXPLANATION = "It does one thing. Since 3.12 (gh-1) it does another thing. That is all there is to say."
SINCE = " About     Since 3.12 (gh-1) it does another thing."


def drawn(limit: int, width: int = 80) -> list[str]:
    report = timeout_report(explanation=EXPLANATION)
    return [line.plain for line in about(report, width, UNICODE, limit)]


def test_the_whole_explanation_where_there_is_room() -> None:
    """Wrapped, never cut within a sentence."""
    assert " ".join(line.strip() for line in drawn(3)) == f"About     {EXPLANATION}"


def test_what_it_says_of_versions_where_there_is_less() -> None:
    """The sentences that name one."""
    assert drawn(1) == [SINCE]


def test_nothing_where_there_is_no_room() -> None:
    """Half a sentence says nothing."""
    assert drawn(0) == []


def test_an_article_that_is_not_right_needs_to_be_told_since_when() -> None:
    """The screen keeps that many lines for it."""
    outdated = timeout_report(explanation=EXPLANATION, article=("outdated", "It does one thing."))
    right = timeout_report(explanation=EXPLANATION, article=("right", "It does another thing."))

    assert (needed(outdated, 80, UNICODE), needed(right, 80, UNICODE)) == (1, 0)
