"""The page of one scenario: what it claims, its facts on every version, and the run to step through."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...analysis.facts import FactStatus
from ...analysis.report import Report
from ...analysis.since import ISSUE, address
from ...runs.catalogue import Scenario
from ...runs.reader import code_of
from .. import html as viewer
from .. import sections
from ..glyphs import UNICODE, plural
from ..lanes import Picture, picture
from . import facts
from .markup import Html, Part, block, coloured, el, file_of, html, link, one_line, quoted
from .model import DATA, SCENARIOS, Site, topic_of
from .shell import page

UP = "../"
WIDTH = 96
"""Cells of the lanes as text."""

ROWS = 12

ARTICLE = {
    "right": ("✓", "What a well-known article says of it is right"),
    "outdated": ("!", "What a well-known article says of it is outdated"),
    "wrong": ("✗", "What a well-known article says of it is wrong"),
    "incomplete": ("!", "What a well-known article says of it is incomplete"),
}
"""A sign and a sentence for each verdict."""


def scenario_page(site: Site, scenario: Scenario, report: Report | None) -> str:
    """The whole page; without a `report` there is nothing to step through."""
    scripts = (_data(scenario), "viewer.js") if report else ()
    return page(
        f"{scenario.name} · asyncx",
        scenario.claim,
        el(
            "article",
            _place(site, scenario),
            el("h1", scenario.name),
            el("p", scenario.claim, class_="lead"),
            tags(scenario, UP),
            el("div", _prose(scenario), _aside(site, scenario, report is not None), class_="columns"),
            facts.section(scenario),
            _steps(report) if report else _source(scenario),
        ),
        _turn(site, scenario),
        up=UP,
        here="index.html",
        scripts=scripts,
        data=report is not None,
    )


def _data(scenario: Scenario) -> str:
    return file_of(DATA, scenario.name).removesuffix("html") + "js"


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


def _aside(site: Site, scenario: Scenario, ran: bool) -> Html:
    pages = [
        el("li", site.to_page(name, UP, site.pages[name].title)) for name in site.explaining(scenario.name)
    ]
    explained = [el("h2", "Explained in"), el("ul", *pages)] if pages else []
    commands = [f"asyncx scenario {scenario.name}", f"asyncx compare {scenario.name}"]
    return el(
        "aside",
        el("p", link("#steps-title", "Step through it ↓")) if ran else None,
        *explained,
        el("h2", "Run it yourself"),
        *(el("pre", el("code", command)) for command in commands),
        class_="beside-prose",
    )


def _steps(report: Report) -> Html:
    """The verdict, and the viewer; without a script the lanes as text, the source and the chain are there."""
    trace = report.trace
    on = sections.circumstances(trace, 10_000, UNICODE)[0].plain.strip()
    lanes = picture(trace, WIDTH, UNICODE, rows=ROWS)
    source = html(el("pre", block(trace.run.source), class_="plain-source"))
    return el(
        "section",
        el("h2", "Step through it", id="steps-title"),
        el("p", report.verdict.sentence, class_="verdict"),
        el("p", report.verdict.detail, class_="reason") if report.verdict.detail else None,
        el("p", on, _holding(report), class_="aside"),
        el("pre", *lanes_text(lanes), class_="lanes-text no-script"),
        Html(viewer.stepper(report, source=source)),
        class_="steps",
        tabindex="-1",  # so that a click into it makes the keys its own
        aria_labelledby="steps-title",
    )


def _holding(report: Report) -> str:
    asked = [fact for fact in report.facts if fact.status in (FactStatus.HOLDS, FactStatus.FAILS)]
    failing = sum(fact.status is FactStatus.FAILS for fact in asked)
    if not asked:
        return ""
    if failing:
        return f" · {failing} of {plural(len(asked), 'fact')} did not hold in this run"
    return (
        " · the fact held in this run" if len(asked) == 1 else f" · all {len(asked)} facts held in this run"
    )


def lanes_text(lanes: Picture) -> list[Part]:
    """The lanes as the terminal has them."""
    return [part for line in lanes.lines for part in (coloured(line), Html("\n"))]


def _source(scenario: Scenario) -> Html:
    """The code alone: no Python that was found can run it."""
    return el(
        "section",
        el("h2", "The code"),
        el("p", "It was not run for this site: no Python that was found could run it.", class_="aside"),
        el("pre", block(code_of(scenario.source)), class_="code"),
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
