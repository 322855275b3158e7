"""Single pages: facts by version, what belongs together, and hostile text."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from asyncx.explain import book
from asyncx.explain.page import Page
from asyncx.render.html import data_text
from asyncx.render.site import facts, files
from asyncx.render.site.data import trace_script
from asyncx.render.site.markup import html
from asyncx.render.site.model import Site, in_ranges
from asyncx.render.site.scenario import scenario_page
from asyncx.runs import catalogue, recorded
from asyncx.runs.catalogue import Scenario
from tests.render.reports import timeout_report
from tests.render.test_html import HOSTILE, hostile_report

from .pages import Made

TIMEOUT = catalogue.find("wait_for-timeout")
EVIL = HOSTILE[:2000]
NAME = EVIL.replace("\ud800", "\udcff")
"""What a file system can hold, but for the slash."""


def alone(*scenarios: Scenario, pages: dict[str, Page] | None = None) -> Site:
    return Site(
        scenarios,
        dict(book.pages()) if pages is None else pages,
        {one.name: ("3.13.0",) for one in scenarios},
        {"3.13": "3.13.0"},
    )


def made(scenario: Scenario, report: Any) -> list[Made]:
    """All pages of a site that has one scenario."""
    site = alone(scenario)
    every = [*files.run_files(site, scenario, report), *files.other_files(site, {})]
    return [Made(text) for name, text in every if name.endswith(".html")]


def rows(scenario: Scenario) -> list[list[str]]:
    """The table of the facts: the words of each cell."""
    text = html(facts.section(scenario))
    found = []
    for row in text.split("<tr>")[1:]:
        cells = row.split("</tr>")[0].replace("<td", "\0<td").replace("<th", "\0<th").split("\0")[1:]
        found.append([Made(cell).words.strip() for cell in cells])
    return found


class TestFacts:
    def test_versions_that_behave_alike_share_a_column(self) -> None:
        """What is the same everywhere stands once."""
        head, *body = rows(TIMEOUT)
        table = {
            row[0].partition('coro("')[0].partition("task(")[0].partition("len(")[0]: row[1:] for row in body
        }

        assert head == ["fact", "3.8", "3.9 to 3.10", "3.11", "3.12 to 3.15"]
        assert table["fetch ends at"] == ["150"]
        assert table["tasks"] == ["2", "2", "2", "1 (changed)"]
        assert table["printed"][:2] == ["cause: None", "cause: CancelledError() (changed)"]

    def test_all_that_was_recorded_is_there(self) -> None:
        """For every scenario each fact has a row, and a column for each group of the comparison."""
        for scenario in catalogue.load_all():
            if not scenario.facts:
                continue
            head, *body = rows(scenario)
            assert len(body) == len(scenario.facts), scenario.name
            assert {len(row) for row in body} <= {2, len(head)}, scenario.name
            assert "✗" not in html(facts.section(scenario)), scenario.name

    def test_what_was_not_recorded_is_as_expected(self) -> None:
        """A scenario of one's own, or one that has changed since."""
        source = TIMEOUT.source.replace("sleep(1)", "sleep(2)")
        changed = catalogue.parse("mine", source)
        text = html(facts.section(changed))

        assert not recorded.of(changed)
        assert "not recorded yet" in text
        assert rows(changed)[0] == ["fact", "3.8", "3.9 to 3.10", "3.11", "3.12 to 3.15"]

    def test_a_record_that_is_not_as_expected_is_marked(self) -> None:
        """Nobody is told that it holds."""
        (first, *others) = TIMEOUT.facts
        wrong = replace(TIMEOUT, facts=(replace(first, cases=(("", "returned"),)), *others))

        assert html(facts.section(wrong)).count("✗ not what the scenario expects") == 4

    def test_the_versions_that_it_does_not_run_on_are_named(self) -> None:
        """Those that it needs are the columns."""
        text = html(facts.section(catalogue.find("timeout-nested-equal")))
        assert "does not run on 3.8 to 3.10" in text

    def test_a_scenario_without_facts_has_no_table(self) -> None:
        """Not an empty one."""
        assert facts.section(replace(TIMEOUT, facts=())) is None

    @pytest.mark.parametrize(
        ("versions", "words"),
        [
            ([], ""),
            (["3.9"], "3.9"),
            (["3.8", "3.9", "3.10", "3.12"], "3.8 to 3.10, 3.12"),
            (["3.13.0"], "3.13.0"),
        ],
    )
    def test_neighbours_are_a_range(self, versions: list[str], words: str) -> None:
        """And others are not."""
        assert in_ranges(versions) == words


class TestWhatBelongsTogether:
    def test_neighbours_are_of_the_topic(self) -> None:
        """At the ends there is one."""
        every = catalogue.load_all()
        site = alone(*every)
        queues = [one for one in every if one.topic == "queues"]

        assert site.beside(queues[0]) == (None, queues[1])
        assert site.beside(queues[-1]) == (queues[-2], None)

    def test_explanations_that_are_about_it_come_first(self) -> None:
        """Then those that only prove something with it."""
        site = alone(*catalogue.load_all())
        for name in site.named:
            about = [name in site.pages[page].scenarios or name == site.pages[page].picture
                     for page in site.explaining(name)]  # fmt: skip
            assert about == sorted(about, reverse=True), name

    def test_each_page_leads_to_its_scenarios_and_these_lead_back(self) -> None:
        """Both ways, for every one that a page names."""
        site = alone(*catalogue.load_all())
        for name, page in site.pages.items():
            for scenario in page.scenarios:
                assert name in site.explaining(scenario)

    def test_what_the_site_does_not_have_is_no_link(self) -> None:
        """Of a few scenarios, the explanations still name all."""
        site = alone(TIMEOUT)
        shown = {name: Made(text) for name, text in files.other_files(site, {}) if name.endswith(".html")}
        links = {link for page in shown.values() for link in page.links if "scenarios/" in link}

        assert links == {"../scenarios/wait_for-timeout.html", "scenarios/wait_for-timeout.html"}
        assert "loop-different" in " ".join(page.words for page in shown.values())


class TestHostile:
    def scenario(self) -> Scenario:
        """One whose every text tries to get out of the page."""
        fact = replace(TIMEOUT.facts[0], name=EVIL, read=EVIL, cases=(("", [EVIL, EVIL]),))
        return replace(
            TIMEOUT, name=NAME, topic=NAME, claim=EVIL, explanation=EVIL, facts=(fact,), needs="",
            article=("wrong", EVIL),
        )  # fmt: skip

    def report(self) -> Any:
        return replace(hostile_report(), name=NAME)

    def test_it_adds_no_element(self) -> None:
        """The pages have the elements that they have for a harmless one."""
        usual = made(TIMEOUT, timeout_report())
        known = {tag for page in usual for tag, _ in page.tags}

        for page in made(self.scenario(), self.report()):
            assert {tag for tag, _ in page.tags} <= known
            assert not [attrs for _, attrs in page.tags if "onerror" in attrs]
            assert not set("\x1b\u202e\u2066\0\ud800\udcff") & set(page.words)

    def test_no_address_leads_out(self) -> None:
        """A name is a part of an address, whatever it looks like."""
        scenario = replace(self.scenario(), name="javascript:alert(1)//../../x", topic="&x=1#/..")
        page = Made(scenario_page(alone(scenario, TIMEOUT), scenario, None))
        own = [link for link in page.links if not link.startswith(("data:", "https://"))]

        assert all(link.startswith(("../", "#")) for link in own), own

    def test_the_data_are_what_the_viewer_reads(self) -> None:
        """A literal of JavaScript in ASCII that holds the JSON."""
        data = data_text(self.report())
        script = trace_script(data)
        literal = script.removeprefix('document.getElementById("data").textContent=\'').removesuffix("';\n")

        assert script.isascii()
        assert "\n" not in literal
        assert json.loads(literal.replace("\\'", "'").replace("\\\\", "\\")) == json.loads(data)
