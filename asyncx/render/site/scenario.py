"""The page of one scenario: what it claims, its facts on every version, and the run to step through."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...analysis.report import Report
from ...analysis.since import ISSUE, address
from ...runs.catalogue import Scenario
from . import facts, steps
from .markup import Html, Part, el, file_of, link, one_line, quoted
from .model import SCENARIOS, Site, topic_of
from .shell import page

UP = "../"
ARTICLE = {
    "right": ("✓", "What a well-known article says of it is right"),
    "outdated": ("!", "What a well-known article says of it is outdated"),
    "wrong": ("✗", "What a well-known article says of it is wrong"),
    "incomplete": ("!", "What a well-known article says of it is incomplete"),
}
"""A sign and a sentence for each verdict."""


def scenario_page(site: Site, scenario: Scenario, report: Report | None) -> str:
    """The whole page; without a `report` there is nothing to step through."""
    return page(
        f"{scenario.name} · asyncx",
        scenario.claim,
        el(
            "article",
            _place(site, scenario),
            el("h1", scenario.name),
            el("p", scenario.claim, class_="lead"),
            tags(scenario, UP),
            el("div", _prose(scenario), _aside(site, scenario), class_="columns"),
            facts.section(scenario),
            steps.section(site, scenario, report, UP),
        ),
        _turn(site, scenario),
        up=UP,
        here="index.html",
        scripts=steps.scripts(scenario, report),
        data=report is not None,
    )


def tags(scenario: Scenario, up: str) -> Html | None:
    """What it needs, when it changed, and what the article says: each a way to all scenarios like that."""
    found: list[Part] = []
    if scenario.needs:
        found.append(_tag(up, "needs", scenario.needs, f"needs Python {scenario.needs}"))
    if scenario.changes:
        found.append(el("span", "changed in "))
        found += [_tag(up, "changed", version, version) for version in scenario.changes]
    if scenario.article:
        verdict = scenario.article[0]
        found.append(_tag(up, "article", verdict, f"article: {verdict}"))
    return el("p", *found, class_="tags") if found else None


def _tag(up: str, key: str, value: str, words: str) -> Html:
    return link(f"{up}index.html#{key}={quoted(value)}", words, class_=f"tag {key}")


def _place(site: Site, scenario: Scenario) -> Html:
    """Where it stands in the catalogue, and its neighbours."""
    topic = topic_of(scenario)
    every = site.topics[topic]
    words = f" {every.index(scenario) + 1} of {len(every)}"
    before, after = site.beside(scenario)
    return el(
        "nav",
        link(f"{UP}index.html#topic={quoted(topic)}", topic),
        el("span", words, class_="aside"),
        el(
            "span",
            _neighbour(before, "prev", "← "),
            " ",
            _neighbour(after, "next", "", " →"),
            class_="beside",
        ),
        class_="place-in",
        aria_label="place in the catalogue",
    )


def _neighbour(other: Scenario | None, rel: str, before: str, after: str = "") -> Html | None:
    if other is None:
        return None
    address_of = f"{UP}{file_of(SCENARIOS, other.name)}"
    return link(address_of, before, other.name, after, rel=rel, title=other.claim)


def _prose(scenario: Scenario) -> Html:
    paragraphs = [part for part in scenario.explanation.split("\n\n") if part.strip()]
    quoted = None
    if scenario.article:
        sign, words = ARTICLE[scenario.article[0]]
        quoted = el(
            "figure",
            el("figcaption", el("b", sign), f" {words}:", class_=f"is-{scenario.article[0]}"),
            el("blockquote", one_line(scenario.article[1])),
            class_="quoted",
        )
    return el("div", *(el("p", *with_issues(one_line(part))) for part in paragraphs), quoted, class_="prose")


def with_issues(words: str) -> Sequence[Part]:
    """The sentence with a link at each issue of CPython and each PEP that it names."""
    parts: list[Part] = []
    end = 0
    for found in re.finditer(ISSUE, words):
        parts += [words[end : found.start()], link(address(found[0]), found[0])]
        end = found.end()
    return [*parts, words[end:]]


def _aside(site: Site, scenario: Scenario) -> Html:
    pages = [
        el("li", site.to_page(name, UP, site.pages[name].title)) for name in site.explaining(scenario.name)
    ]
    explained = [el("h2", "Explained in"), el("ul", *pages)] if pages else []
    commands = [f"asyncx scenario {scenario.name}", f"asyncx compare {scenario.name}"]
    return el(
        "aside",
        el("p", link("#steps-title", "Step through it ↓")),
        *explained,
        el("h2", "Run it yourself"),
        *(el("pre", el("code", command)) for command in commands),
        class_="beside-prose",
    )


def _turn(site: Site, scenario: Scenario) -> Html:
    """The neighbours again, with what they claim, for who has read to the end."""
    before, after = site.beside(scenario)
    ways = []
    for other, rel, words in ((before, "prev", "← "), (after, "next", "→ ")):
        if other is not None:
            name = el("b", words, other.name)
            ways.append(link(f"{UP}{file_of(SCENARIOS, other.name)}", name, el("span", other.claim), rel=rel))
    return el("nav", *ways, class_="turn", aria_label="neighbours")
