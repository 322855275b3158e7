"""A run to step through: on the page of its scenario, or, for other behaviours, on a page of its own."""

from __future__ import annotations

from ...analysis.facts import FactStatus
from ...analysis.report import Report
from ...runs import versions
from ...runs.catalogue import Scenario
from ...runs.reader import code_of
from .. import html as viewer
from .. import sections
from ..glyphs import UNICODE, plural
from ..lanes import Picture, picture
from . import facts
from .markup import Html, Part, block, coloured, el, file_of, html, link
from .model import DATA, SCENARIOS, Site, in_ranges
from .shell import page

WIDTH = 96
"""Cells of the lanes as text."""

ROWS = 12
UP = "../../"


def version_page(site: Site, scenario: Scenario, report: Report | None, version: str) -> str:
    """The page of a run on the minor version `version`, which does not behave as the scenario's page."""
    back = site.to_scenario(scenario.name, UP, "← ", scenario.name)
    return page(
        f"{scenario.name} on {version} · asyncx",
        f"{scenario.claim} On Python {version}.",
        el(
            "article",
            el("nav", back, class_="place-in", aria_label="place"),
            el("h1", scenario.name, " ", el("span", f"on {version}", class_="aside")),
            el("p", scenario.claim, class_="lead"),
            section(site, scenario, report, UP, version),
        ),
        up=UP,
        here="index.html",
        scripts=scripts(scenario, report, version),
        data=report is not None,
    )


def address(folder: str, scenario: Scenario, version: str = "") -> str:
    """Where a page or a data file is; `version` is "" for the run on the scenario's own page."""
    return file_of(f"{folder}/{version}" if version else folder, scenario.name)


def scripts(scenario: Scenario, report: Report | None, version: str = "") -> tuple[str, ...]:
    """What the page of a run loads, nothing where there was none."""
    data = address(DATA, scenario, version).removesuffix("html") + "js"
    return (data, "viewer.js") if report else ()


def section(site: Site, scenario: Scenario, report: Report | None, up: str, version: str = "") -> Html:
    """The run with the viewer; without one, the code."""
    return el(
        "section",
        el("h2", "Step through it", id="steps-title"),
        _others(site, scenario, up, version),
        *(_run(report) if report else _source(scenario)),
        class_="steps",
        tabindex="-1",  # so that a click into it makes the keys its own
        aria_labelledby="steps-title",
    )


def _others(site: Site, scenario: Scenario, up: str, here: str) -> Html | None:
    """The same on the versions that behave otherwise."""
    pythons = site.steppers.get(scenario.name, ())
    if len(pythons) < 2:
        return None
    groups = facts.alike(scenario)
    ways = []
    for place, python in enumerate(pythons):
        minor = versions.minor(python)
        own = minor if place else ""
        like = next((group for group in groups if minor in group), (minor,))
        to = f"{up}{address(SCENARIOS, scenario, own)}#steps-title"
        ways.append(link(to, in_ranges(like), aria_current="true" if own == here else None, class_="tag"))
    return el("nav", "as on ", *reversed(ways), class_="tags", aria_label="versions that behave otherwise")


def _run(report: Report) -> list[Part]:
    """The verdict, and the viewer; without a script the lanes as text, the source and the chain are there."""
    trace = report.trace
    on = sections.circumstances(trace, 10_000, UNICODE)[0].plain.strip()
    lanes = picture(trace, WIDTH, UNICODE, rows=ROWS)
    source = html(el("pre", block(trace.run.source), class_="plain-source"))
    return [
        el("p", report.verdict.sentence, class_="verdict"),
        el("p", report.verdict.detail, class_="reason") if report.verdict.detail else None,
        el("p", on, _holding(report), class_="aside"),
        el("pre", *lanes_text(lanes), class_="lanes-text no-script"),
        Html(viewer.stepper(report, source=source)),
    ]


def _holding(report: Report) -> str:
    asked = [fact for fact in report.facts if fact.status in (FactStatus.HOLDS, FactStatus.FAILS)]
    failing = sum(fact.status is FactStatus.FAILS for fact in asked)
    if not asked:
        return ""
    if failing:
        return f" · {failing} of {plural(len(asked), 'fact')} did not hold in this run"
    return f" · all {len(asked)} facts held in this run" if len(asked) > 1 else " · the fact held in this run"


def lanes_text(lanes: Picture) -> list[Part]:
    """The lanes as the terminal has them."""
    return [part for line in lanes.lines for part in (coloured(line), Html("\n"))]


def _source(scenario: Scenario) -> list[Part]:
    """The code alone."""
    return [
        el("p", "It was not run for this site: no Python that was found could run it.", class_="aside"),
        el("pre", block(code_of(scenario.source)), class_="code"),
    ]
