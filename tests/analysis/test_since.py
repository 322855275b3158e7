"""What an explanation says about versions, and which issues it names."""

from __future__ import annotations

import pytest

from asyncx.analysis.since import about_versions, address, issue_for


def test_only_sentences_with_a_version_count_each_with_what_it_leans_on() -> None:
    text = "It is late. That is so since 3.12. Look twice. Up to 3.11 it was early. It was a bug of 3.8. End."

    assert about_versions(text) == (
        "It is late. That is so since 3.12.",
        "Up to 3.11 it was early. It was a bug of 3.8.",
    )


def test_a_version_before_a_full_stop_ends_its_sentence() -> None:
    text = "3.8 takes none\n(bpo-31033, 3.9). 3.9 and 3.10 show it."

    assert about_versions(text) == ("3.8 takes none (bpo-31033, 3.9).", "3.9 and 3.10 show it.")


def test_nothing_about_versions_is_nothing() -> None:
    assert about_versions("") == about_versions("Nothing ever changes. It stays.") == ()


@pytest.mark.parametrize(
    ("version", "issue"), [("3.9", "bpo-2"), ("3.11", "bpo-1"), ("3.12", "gh-3"), ("3.14", ""), ("3.1", "")]
)
def test_the_nearest_issue_of_a_sentence_belongs_to_the_version(version: str, issue: str) -> None:
    text = "Since 3.11 (bpo-1), and since 3.9 (bpo-2) so. In 3.12 (gh-3) again; gh-4 did it. 3.14 too."

    assert issue_for(text, version) == issue


def test_an_issue_may_stand_before_its_version() -> None:
    assert issue_for("Changed by bpo-37658 (3.11) and later.", "3.11") == "bpo-37658"


def test_every_issue_has_a_page() -> None:
    assert address("gh-96764") == "https://github.com/python/cpython/issues/96764"
    assert address("bpo-42413") == "https://bugs.python.org/issue42413"
    assert address("PEP 654") == "https://peps.python.org/pep-0654/"
    assert issue_for("except* (3.11, PEP 654) takes a group.", "3.11") == "PEP 654"
