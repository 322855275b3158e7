"""The pages that list the others: scenarios by topic, and explanations; both are searched in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ...runs import versions
from ...runs.catalogue import Scenario
from ...runs.reader import VERDICTS
from ..glyphs import plural
from .markup import Html, Part, el, link, quoted
from .model import Site
from .shell import page

SEARCH_DATA = "catalogue.js"


def scenarios_page(site: Site) -> str:
    """The first page of the site."""
    count, tested = len(site.scenarios), [*site.recorded]
    lead = (
        f"{plural(count, 'scenario')}, each a small program that was run and recorded. "
        f"Whatever is said here was seen on CPython {tested[0]} to {tested[-1]}."
        if tested
        else f"{plural(count, 'scenario')}, each a small program that was run and recorded."
    )
    return page(
        "How asyncio really behaves · asyncx",
        "Small asyncio programs, what they really do on each version of Python, and why.",
        el("h1", "How asyncio really behaves", class_="title"),
        el("p", lead, class_="lead"),
        _search("cancel, or an error message", _filters(site)),
        _legend(site),
        el("div", _topics(site), el("div", *_by_topic(site), id="all"), class_="catalogue"),
        up="",
        here="index.html",
        scripts=(SEARCH_DATA,),
    )


def explanations_page(site: Site) -> str:
    """All explanations."""
    rows = []
    for name, found in site.pages.items():
        rows.append(
            el(
                "li",
                site.to_page(name, ""),
                el("span", found.title, class_="claim"),
                data_name=name,
            )
        )
    lead = (
        f"{plural(len(site.pages), 'explanation')} of messages of asyncio and of what uses it: what "
        "happened, since which version, and how to mend it. Paste a whole message to find its page."
    )
    return page(
        "Explanations · asyncx",
        "What the error messages of asyncio mean, and how to mend what they speak of.",
        el("h1", "What a message means", class_="title"),
        el("p", lead, class_="lead"),
        _search("attached to a different loop", None),
        el("ul", *rows, id="all", class_="rows"),
        up="",
        here="explanations.html",
        scripts=(SEARCH_DATA,),
    )


def _search(example: str, filters: Html | None) -> Html:
    """What needs a script stands here alone, and is not seen without one; the results come in below."""
    field = el(
        "p",
        el("label", "Search", for_="search", class_="unseen"),
        el("input", id="search", type="search", placeholder=example, autocomplete="off", spellcheck="false"),
        el("kbd", "/", title="to the search", aria_hidden="true"),
        class_="field",
    )
    return el(
        "div",
        field,
        filters,
        el("p", el("span", id="how-many", role="status"), _clear(), class_="how-many"),
        el("div", id="results", hidden=True),
        class_="needs-script",
        role="search",
    )


def _clear() -> Html:
    return el("button", "show all", id="clear", type="button", hidden=True)


def _filters(site: Site) -> Html:
    changed = Counter(version for scenario in site.scenarios for version in scenario.changes)
    needs = Counter(scenario.needs for scenario in site.scenarios)
    article = Counter(scenario.article[0] for scenario in site.scenarios if scenario.article)
    order = sorted(needs, key=lambda one: (bool(one), versions.key(one.lstrip("<>=!"))))
    return el(
        "div",
        _select("topic", "Topic", {topic: len(some) for topic, some in site.topics.items()}),
        _select("changed", "Changed in", {v: changed[v] for v in versions.SUPPORTED if changed[v]}),
        _select("needs", "Needs", {one: needs[one] for one in order if one}, "any Python"),
        _select("article", "Article is", {v: article[v] for v in VERDICTS if article[v]}),
        class_="filters",
    )


def _select(key: str, label: str, counts: Mapping[str, int], everything: str = "any") -> Html:
    options = [el("option", everything, value="")]
    options += [el("option", f"{name} ({count})", value=name) for name, count in counts.items()]
    return el("label", el("span", label), el("select", *options, id=f"by-{key}", data_key=key))


def _topics(site: Site) -> Html:
    """The way to each topic: to its heading, or, with a script, to it alone."""
    ways = [
        el(
            "li",
            link(
                f"#topic={quoted(topic)}",
                topic,
                " ",
                el("span", str(len(some)), class_="aside"),
                data_topic_name=topic,
            ),
        )
        for topic, some in site.topics.items()
    ]
    return el("nav", el("ul", *ways), class_="topics", aria_label="topics")


def _by_topic(site: Site) -> Iterable[Html]:
    for topic, some in site.topics.items():
        yield el(
            "section",
            el("h2", topic, id=f"topic={topic}"),
            el("ul", *(_row(site, scenario) for scenario in some), class_="rows"),
            data_topic=topic,
        )


def _row(site: Site, scenario: Scenario) -> Html:
    return el(
        "li",
        site.to_scenario(scenario.name, ""),
        el("span", scenario.claim.rstrip("."), class_="claim"),
        el("span", *flags(scenario), class_="flags"),
        data_name=scenario.name,
    )


def _legend(site: Site) -> Html | None:
    """What the flags say, each with one that occurs."""
    changed = next((one.changes[-1] for one in site.scenarios if one.changes), "")
    needs = next((one.needs[2:] for one in site.scenarios if one.needs.startswith(">=")), "")
    parts = [el("span", f"≠ {changed} behaves differently from that version on")] if changed else []
    parts += [el("span", f"{needs.partition(',')[0]}+ needs that version")] if needs else []
    return el("p", *parts, class_="flag-legend", aria_hidden="true") if parts else None


def flags(scenario: Scenario) -> list[Part]:
    """`≠ 3.9 3.12` behaves differently from these versions on, `3.11+` needs that version."""
    found: list[Part] = []
    if scenario.changes:
        changes = " ".join(scenario.changes)
        found.append(_flag(f"≠ {changes}", f"behaves differently from {' and '.join(scenario.changes)} on"))
    if scenario.needs:
        low = scenario.needs.removeprefix(">=")
        short = f"{low}+" if scenario.needs.startswith(">=") and "," not in low else scenario.needs
        found.append(_flag(short, f"needs Python {scenario.needs}"))
    return found


def _flag(short: str, words: str) -> Html:
    return el(
        "span",
        el("span", short, aria_hidden="true", title=words),
        el("span", f" {words}", class_="unseen"),
        class_="flag",
    )
