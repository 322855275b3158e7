"""All files of a site, as pairs of a path within it and a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from ...analysis.report import Report
from ...runs.catalogue import Scenario
from .. import html as viewer
from .about import about_page
from .data import index_script, trace_script
from .explanation import Picture, explanation_page
from .lists import SEARCH_DATA, explanations_page, scenarios_page
from .model import DATA, EXPLANATIONS, SCENARIOS, Site
from .scenario import scenario_page
from .steps import version_page

ASSETS = Path(__file__).parent / "assets"
MODULES = ("theme", "search", "address", "lists", "steps")
"""The modules of the site's script, each after those that it imports."""

File = tuple[str, str]


def run_files(site: Site, scenario: Scenario, report: Report | None, version: str = "") -> Iterator[File]:
    """The page of a run and, if there was one, what its viewer shows.

    `version` is "" for the page of the scenario, else the minor version of a run that has its own.
    """
    name = f"{version}/{scenario.name}" if version else scenario.name
    make = version_page(site, scenario, report, version) if version else scenario_page(site, scenario, report)
    yield f"{SCENARIOS}/{name}.html", make
    if report is not None:
        yield f"{DATA}/{name}.js", trace_script(viewer.data_text(report))


def other_files(site: Site, pictures: Mapping[str, Picture]) -> Iterator[File]:
    """All but those of the scenarios; `index.html`, which makes it a site, is the last."""
    yield "site.css", style_text()
    yield "site.js", script_text()
    yield "viewer.js", _alone(viewer.script_text())
    yield SEARCH_DATA, index_script(site)
    for name in site.pages:
        yield f"{EXPLANATIONS}/{name}.html", explanation_page(site, name, pictures)
    yield "explanations.html", explanations_page(site)
    yield "about.html", about_page(site)
    yield "index.html", scenarios_page(site)


def style_text() -> str:
    """The style of the viewer, and what pages around it add."""
    parts = (viewer.VIEWER / "style.css", ASSETS / "site.css")
    return "\n".join(part.read_text(encoding="utf-8") for part in parts)


def script_text() -> str:
    """The modules of the site as one script."""
    return _alone(viewer.script_text(ASSETS, MODULES))


def _alone(script: str) -> str:
    """A classic script, which a page on a disk may load, with names of its own."""
    return f'"use strict";\n{{\n{script}\n}}\n'
