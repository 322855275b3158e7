"""What leads through a page that is too large to be seen at once: findings, folded lanes, cut idle times."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from asyncx.analysis.finding import Severity
from asyncx.analysis.report import judge
from asyncx.render.html import to_html
from tests.traces import Script

from . import chromium
from .chromium import Page
from .watched import crowd, finding, shop

pytestmark = pytest.mark.skipif(chromium.PROGRAM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """One browser for all tests of this file; nothing may be on its console."""
    with chromium.browser() as page:
        page.size(1400, 900)
        yield page
        assert page.complaints == []


def test_a_finding_leads_to_its_event(tab: Page, tmp_path: Path) -> None:
    """A click goes there, and the finding is marked as long as its event is selected."""
    trace = shop().trace(clock="real")
    found = [finding(trace, "loop-blocked", Severity.PROBLEM, f"at {n}", record=n) for n in (7, 12)]
    path = tmp_path / "page.html"
    path.write_text(to_html(judge(trace, None), findings=found), encoding="utf-8")
    tab.open(path.as_uri())
    tab.run("document.querySelectorAll('.findings a')[1].click()")
    tab.wait("asyncx.position === 12")
    assert tab.run("document.querySelector('.findings .this').innerText") == "2\n✗\nloop-blocked\nat 12"
    tab.press("ArrowRight")
    assert tab.run("document.querySelector('.findings .this')") is None


def test_a_folded_lane_unfolds_when_its_event_is_selected(tab: Page, tmp_path: Path) -> None:
    """Only that one, and it is in sight."""
    trace = crowd(1000).trace(clock="real")
    path = tmp_path / "page.html"
    path.write_text(to_html(judge(trace, None)), encoding="utf-8")
    tab.open(path.as_uri())
    lines = "asyncx.lanes.layout.lines.length"
    before = int(tab.run(lines))
    folded = "!asyncx.lanes.layout.of.has(asyncx.trace.lane[at])"
    all_of_them = "Array.from({ length: asyncx.trace.count }, (_, at) => at + 1)"
    found = tab.run(f"{all_of_them}.find((at) => asyncx.trace.lane[at] && {folded})")
    hidden = int(tab.run(f"asyncx.trace.n[{found}]"))
    tab.run(f"location.hash = '#e={hidden}'")
    tab.wait(f"asyncx.trace.n[asyncx.position] === {hidden}")
    assert before < int(tab.run(lines)) < before + 5
    line = tab.run("asyncx.lanes.layout.of.get(asyncx.trace.lane[asyncx.position])")
    top, height = tab.run("[asyncx.lanes.top, asyncx.lanes.height]")
    assert top <= line["y"] < top + height


def test_a_long_idle_time_is_cut(tab: Page, tmp_path: Path) -> None:
    """What happens before and after it can be told apart."""
    script = Script()
    task = script.task("main")
    script.step(task)
    for milliseconds in (20, 40, 9_000_000, 9_000_020):
        timer = script.sleep(task, (milliseconds - script.time / 1e6) / 1000, "main")
        script.at(milliseconds).wake(task, timer).step(task)
    script.end(task)
    report = judge(script.trace(), None)
    path = tmp_path / "page.html"
    path.write_text(to_html(report), encoding="utf-8")
    tab.open(path.as_uri())
    (cut,) = tab.run("asyncx.lanes.view.scale.cuts")
    assert [cut["start"], cut["end"]] == [40_000_000, 9_000_000_000_000]
    at = "(t) => (asyncx.lanes.view.scale.ofTime(t) - asyncx.lanes.view.from) /"
    at += " (asyncx.lanes.view.to - asyncx.lanes.view.from) * asyncx.lanes.view.width"
    x = tab.run(f"[0, 2e7, 4e7, 9e12, 9.00002e12].map({at})")
    assert all(after - start > 50 for start, after in pairwise(x)), x
