"""The page about the site: what asyncx is, how it measures, on which versions."""

from __future__ import annotations

from collections import Counter

from ... import __version__
from ...runs import versions
from ..glyphs import MEANINGS, UNICODE, plural
from .markup import Html, Part, el, link
from .model import Site
from .scenario import ARTICLE
from .shell import page

PROMISES = (
    (
        "True.",
        "No sentence about asyncio stands here that was not observed. What a scenario says is made of facts: "
        "each has a name, is read off the recorded run, and is compared with the value that is expected on "
        "that version. A fact that could not fail would be worth nothing, so tests make sure that each one "
        "does fail on a run that is deliberately wrong.",
    ),
    (
        "Repeatable.",
        "A scenario runs on a virtual clock: time moves only when every event loop and every thread is "
        "blocked, and then it jumps to the next deadline. So its record is the same every time, on a busy "
        "machine, too, and 100 ms are 100 ms.",
    ),
    (
        "Harmless.",
        "The program has a process of its own and does what it would have done. The recorder keeps no task "
        "alive, swallows nothing and reorders nothing.",
    ),
)

CAUSES = (
    "Records are dumb, numbered events, each with the number of the one because of which it happened: what "
    "made a task ready, what it waits for, who asked for a cancellation, from where. Verdict, lanes and the "
    "chain of causes are derived from them afterwards. In the stepper you can walk through them one by one, "
    "forwards and backwards, and jump from each event to its cause and to its effects."
)

GLYPHS = ("running", "waiting", "cancelling", "ready", "armed", "fired") + (
    *("returned", "raised", "cancelled", "never_ended"),
)


def about_page(site: Site) -> str:
    """The whole page."""
    return page(
        "About · asyncx",
        "What asyncx is, and how it measures what asyncio does.",
        el(
            "article",
            el("h1", "See what asyncio really does", class_="title"),
            el("div", *_what(site), class_="prose"),
            el("h2", "How it measures"),
            el("dl", *_promises(), class_="promises"),
            el("h2", "Why something happened"),
            el("p", CAUSES, class_="prose"),
            el("ul", *_legend(), class_="glyphs"),
            el("h2", "Versions"),
            _versions(site),
            *_article(site),
            el("h2", "Make it yourself"),
            *_make(),
        ),
        up="",
        here="about.html",
    )


def _what(site: Site) -> list[Part]:
    counts = f"{plural(len(site.scenarios), 'scenario')} and {plural(len(site.pages), 'explanation')}"
    return [
        el(
            "p",
            "asyncx runs a small, named piece of asyncio code, records everything that the event loop and "
            "its tasks do, and shows it: one sentence about what happened, the lanes of the tasks over time, "
            "and the chain of causes. It runs the same code on every CPython from "
            f"{versions.SUPPORTED[0]} to {versions.SUPPORTED[-1]} and says where they differ.",
        ),
        el(
            "p",
            "This site is its catalogue: ",
            counts,
            ". It lies in plain files, works without a net, and asks no other for anything.",
        ),
    ]


def _promises() -> list[Part]:
    return [part for head, words in PROMISES for part in (el("dt", head), el("dd", words))]


def _legend() -> list[Part]:
    return [
        el("li", el("b", getattr(UNICODE, name), class_=f"of-{name}"), " ", MEANINGS[name]) for name in GLYPHS
    ]


def _versions(site: Site) -> Html:
    """Which release stands for each version, and how much changed with it."""
    changed = Counter(version for scenario in site.scenarios for version in scenario.changes)
    first = versions.SUPPORTED[0]
    came = Counter(one.runs_on[0] for one in site.scenarios if one.runs_on and one.runs_on[0] != first)
    rows = []
    for version in versions.SUPPORTED:
        count = changed[version]
        to = link(f"index.html#changed={version}", plural(count, "scenario")) if count else "–"
        new = plural(came[version], "scenario") if came[version] else "–"
        rows.append(
            el(
                "tr",
                el("th", version, scope="row"),
                *(el("td", part) for part in (site.recorded.get(version, "not recorded"), to, new)),
            )
        )
    heads = ("version", "facts recorded on", "behave differently from it on", "need it or a later one")
    table = el(
        "table",
        el("thead", el("tr", *(el("th", words, scope="col") for words in heads))),
        el("tbody", *rows),
    )
    pythons = {python for some in site.steppers.values() for python in some}
    traced = ", ".join(sorted(pythons, key=versions.key))
    words = f"What is stepped through was recorded on CPython {traced}." if traced else ""
    return el("div", el("div", table, class_="wide"), el("p", words, class_="aside"), class_="sheet")


def _article(site: Site) -> list[Part]:
    count = Counter(scenario.article[0] for scenario in site.scenarios if scenario.article)
    if not count:
        return []
    items = [
        el("li", link(f"index.html#article={verdict}", verdict), f" {count[verdict]}")
        for verdict in ARTICLE
        if count[verdict]
    ]
    words = (
        f"{plural(sum(count.values()), 'scenario')} put a statement of a well-known article about asyncio to "
        "the test, and say what came of it:"
    )
    return [el("h2", "The article"), el("p", words, class_="prose"), el("ul", *items, class_="inline")]


def _make() -> list[Part]:
    lines = ("asyncx scenario wait_for-timeout", "asyncx export --all site")
    return [
        *(el("pre", el("code", line)) for line in lines),
        el("p", f"asyncx {__version__}, under the MIT license.", class_="aside"),
    ]
