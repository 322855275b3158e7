"""The whole site, made once for all tests of this folder, and a browser to read it in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from asyncx.analysis.report import judge
from asyncx.explain import book
from asyncx.render.site.explanation import picture_of
from asyncx.render.site.files import other_files, run_files
from asyncx.render.site.model import Site
from asyncx.runs import recorded
from tests.render import chromium
from tests.render.chromium import Page
from tests.scenarios.runs import PYTHONS, SCENARIOS, all_traces, interpreter, shared

TWICE = "wait_for-timeout"
"""The scenario that has a second page for another version; what it shows is the same run."""


@pytest.fixture(scope="session", params=PYTHONS[:1], ids=shared)
def site() -> Site:
    """The catalogue, as one Python ran it."""
    here = interpreter(PYTHONS[0]).version
    steppers = {name: [here] for name in all_traces(PYTHONS[0])}
    steppers[TWICE].append("3.8.18")
    return Site(SCENARIOS, dict(book.pages()), steppers, recorded.load().pythons)


@pytest.fixture(scope="session")
def whole(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all files; scenarios that this Python cannot run are there without a stepper."""
    folder = tmp_path_factory.mktemp("site") / "some folder"
    traces = all_traces(PYTHONS[0])
    pictures = {}

    def write(files: Iterator[tuple[str, str]]) -> None:
        for name, text in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")

    for scenario in site.scenarios:
        trace = traces.get(scenario.name)
        report = None if trace is None else judge(trace, scenario)
        write(run_files(site, scenario, report))
        if scenario.name == TWICE:
            write(run_files(site, scenario, report, "3.8"))
        if report is not None and scenario.name in site.pictures:
            pictures[scenario.name] = picture_of(report)
    write(other_files(site, pictures))
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Page]:
    """One browser for all tests of this folder."""
    if chromium.PROGRAM is None:
        pytest.skip("chromium is not installed")
    with chromium.browser() as page:
        yield page
