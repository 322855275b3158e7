"""What stands on the pages: every statement about a version is a fact of a scenario, and all names exist."""

from __future__ import annotations

import re
from functools import cache

import pytest

from asyncx.analysis.facts import as_plain, same
from asyncx.explain import book
from asyncx.explain.page import Page, When, unmarked
from asyncx.runs import catalogue, versions
from asyncx.runs.catalogue import Scenario

PAGES = dict(book.pages())
each_page = pytest.mark.parametrize("name", PAGES)


@cache
def scenarios() -> dict[str, Scenario]:
    return {scenario.name: scenario for scenario in catalogue.load_all()}


def expected(scenario: str, fact: str) -> dict[str, object]:
    """What the fact says of each version that it is asked on."""
    found = scenarios()[scenario]
    (cases,) = [one for one in found.facts if one.name == fact]
    said = {version: cases.expected(versions.latest(version)) for version in found.runs_on}
    return {version: as_plain(value[0]) for version, value in said.items() if value}


def within(specifier: str) -> set[str]:
    return {
        version for version in versions.SUPPORTED if versions.includes(specifier, versions.latest(version))
    }


@each_page
def test_every_statement_about_versions_is_a_fact(name: str) -> None:
    """The fact has the value on all versions of the range on which it is asked, and on no other one."""
    for when in PAGES[name].when:
        said = expected(when.scenario, when.fact)
        so = {version for version, value in said.items() if same(value, as_plain(when.value))}

        assert so == within(when.on) & set(said), when.text
        assert so >= within(when.on) if when.on else so, when.text


@each_page
def test_every_range_of_versions_within_a_sentence_is_one_of_a_fact(name: str) -> None:
    """The fact changes at its ends; without a fact, it is what the scenario needs."""
    for mark in PAGES[name].marks:
        if not mark.fact:
            assert scenarios()[mark.scenario].needs == mark.on
            continue
        said = expected(mark.scenario, mark.fact)
        inside = [value for version, value in said.items() if version in within(mark.on)]
        outside = [value for version, value in said.items() if version not in within(mark.on)]

        assert inside, mark
        assert all(same(value, inside[0]) for value in inside), mark
        assert not any(same(value, inside[0]) for value in outside), mark


@each_page
def test_no_sentence_names_a_version_without_proof(name: str) -> None:
    """A bare "3.12" in the prose could be wrong, and nobody would notice."""
    page = PAGES[name]
    for sentence in (page.title, page.asked, *(when.text for when in page.when), *page.sentences):
        bare = re.sub(r"\{[<>=!\d.,]+: [^{}]*\}", "", sentence)

        assert not re.search(r"\b[23]\.\d|Python [23]\b", bare), sentence
        assert "{" not in bare or name == "task-awaits-itself", f"a mark that is none: {sentence}"


@each_page
def test_a_page_names_only_what_exists(name: str) -> None:
    """Scenarios, related pages, and the picture."""
    page = PAGES[name]

    assert set(page.related) <= set(PAGES) - {name}
    assert {*page.scenarios, *filter(None, [page.picture])} <= set(scenarios())
    assert {when.scenario for when in page.when} <= set(scenarios())
    assert len(set(page.scenarios)) == len(page.scenarios)


def test_a_finding_has_one_page() -> None:
    findings = [finding for page in PAGES.values() for finding in page.findings]

    assert len(set(findings)) == len(findings)
    assert all(finding in PAGES[finding].findings for finding in findings if finding in PAGES)


@each_page
def test_a_page_is_written_like_the_others(name: str) -> None:
    """Titles are short claims without a full stop; sentences end; nobody is shouted at or blamed."""
    page = PAGES[name]

    assert len(page.title) <= 90
    assert page.title[0].isupper() or page.title.startswith(("asyncio", "get_event_loop", "with "))
    assert not page.title.endswith(".")
    assert all(sentence.rstrip().endswith((".", ":")) for sentence in (*page.happened, *page.fixes))
    assert not any(wrong.why.endswith(".") for wrong in page.wrong)
    assert not re.search(r"\b(Oops|simply|obviously|just)\b|!(?!=)", " ".join(page.sentences))
    assert page.fixes
    assert page.says or page.findings


@each_page
def test_code_is_short_and_narrow(name: str) -> None:
    """So that what fails and what works stand side by side."""
    page = PAGES[name]
    for code in filter(None, (page.fails, page.works)):
        lines = code.strip("\n").split("\n")

        assert len(lines) <= 24
        assert max(map(len, lines)) <= 48


def test_a_wrong_statement_would_be_noticed() -> None:
    """The test above has teeth: another range, or another value, does not pass."""
    right = PAGES["different-loop"].when[0]
    for when in (
        When(right.text, "<3.11", *right[2:]),
        When(right.text, "<3.9", *right[2:]),
        When(right.text, "", *right[2:]),
        When(*right[:4], "first run: fine"),
    ):
        said = expected(when.scenario, when.fact)
        so = {version for version, value in said.items() if same(value, as_plain(when.value))}

        assert so != within(when.on) & set(said)


def test_marks_become_words() -> None:
    page = Page(title="x", happened=(), fixes=("TaskGroup {>=3.11: taskgroup-first-error} waits.",))

    assert [unmarked(fix) for fix in page.fixes] == ["TaskGroup (from 3.11 on) waits."]
    assert next(page.marks) == (">=3.11", "taskgroup-first-error", "")
