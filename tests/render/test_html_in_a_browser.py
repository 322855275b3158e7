"""The page in a real browser: drawn, stepped through by keys and clicks, and silent on the console."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from asyncx.analysis.report import judge
from asyncx.render.html import to_html
from asyncx.trace.cursor import Cursor, Replay
from tests.traces import Script

from . import chromium
from .chromium import Page
from .test_html import REPORT, hostile_report

needs_chromium = pytest.mark.skipif(chromium.PROGRAM is None, reason="chromium is not installed")


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """One browser for all tests of this file."""
    with chromium.browser() as page:
        yield page


@pytest.fixture
def page(tab: Page, tmp_path: Path) -> Iterator[Page]:
    """The page of the timeout, freshly opened; nothing may be on its console, and nothing asked for."""
    path = tmp_path / "page.html"
    path.write_text(to_html(REPORT), encoding="utf-8")
    tab.size(1400, 900)
    tab.prefers(color_scheme="light")
    tab.requests.clear()
    tab.open(path.as_uri())
    yield tab
    asked = [address for address in tab.requests if not address.startswith(("file:", "data:"))]
    assert (tab.complaints, asked) == ([], [])


def position(page: Page) -> int:
    return int(page.run("asyncx.position"))


def text(page: Page, selector: str) -> str:
    return str(page.run(f"document.querySelector({selector!r}).innerText"))


@needs_chromium
class TestInABrowser:
    def test_it_opens_at_the_event_of_the_verdict(self, page: Page) -> None:
        """The sentence is there, and the event that it is about is selected, or the last one before it."""
        assert position(page) == len(REPORT.trace.records) < REPORT.verdict.record
        assert "raised TimeoutError at 150 ms" in text(page, ".verdict")
        assert "run.end" in text(page, "#event")

    def test_stepping_to_the_end_and_back(self, page: Page) -> None:
        """Each world shown is that of the cursor; at the ends it stays."""
        last = len(REPORT.trace.records)
        page.press("Home", "ArrowLeft")
        assert position(page) == 0
        for step in range(1, last + 1):
            page.press("ArrowRight")
            assert position(page) == step
        page.press("ArrowRight")
        assert position(page) == last
        assert "✓ returned" in text(page, "#loop")
        page.press("ArrowLeft", "End", "Home")
        assert position(page) == 0

    def test_by_task_step_and_turn(self, page: Page) -> None:
        """The moves are those of the cursor."""
        cursor = Cursor(Replay(REPORT.trace)).to(20)
        page.run("asyncx.go(20)")
        page.press("]")
        assert position(page) == cursor.same_loop_turn().position
        page.press("[")
        assert position(page) == cursor.same_loop_turn().same_loop_turn(forwards=False).position
        page.press("n")
        here = REPORT.trace.records[position(page) - 1]
        assert here.kind == "task.step"
        page.press("Shift+ArrowRight")
        assert position(page) == Cursor(Replay(REPORT.trace)).to(here.n).same_task().position

    def test_to_the_cause_and_the_effect(self, tab: Page, tmp_path: Path) -> None:
        """`c` goes to what made it happen, `e` to what it made happen, and on to the next of those."""
        script = Script()
        cause = script.add("timer.fire", handle=1)
        effects = [script.add("future.done", future=n, outcome="returned", because=cause) for n in (1, 2)]
        path = tmp_path / "page.html"
        path.write_text(to_html(judge(script.trace(), None)), encoding="utf-8")
        tab.open(f"{path.as_uri()}#e={effects[1]}")

        tab.press("c")
        assert position(tab) == cause
        tab.press("e")
        assert position(tab) == effects[0]
        tab.press("e")
        assert position(tab) == effects[1]

    def test_what_led_to_the_event_that_is_pointed_at(self, page: Page) -> None:
        """Its arrows are drawn while the mouse is there; the selected event stays."""
        page.run("asyncx.go(3)")
        page.run("var canvas = document.querySelector('canvas'), box = canvas.getBoundingClientRect()")
        at = (
            "canvas.dispatchEvent(new PointerEvent('pointermove', {pointerType: 'mouse',"
            " clientX: box.x + %d, clientY: box.y + 40})), asyncx.sides[0].lanes.led"
        )
        chains = list(filter(None, (page.run(at % x) for x in range(200, 900, 20))))
        page.run("canvas.dispatchEvent(new PointerEvent('pointerleave'))")

        assert len({chain[-1] for chain in chains}) > 1
        because = {record.n: record.because for record in REPORT.trace.records}
        for chain in chains:
            assert [because[number] for number in chain] == [None, *chain[:-1]]
        assert page.run("asyncx.sides[0].lanes.led") == []
        assert position(page) == 3

    def test_the_address_is_the_position(self, page: Page) -> None:
        """A deep link opens there, a step changes it, and a link in the page follows it."""
        page.press("Home", "ArrowRight", "ArrowRight")
        page.wait("location.hash === '#e=2'")
        page.run("location.hash = '#e=7'")
        page.wait("asyncx.position === 7")
        page.run("document.querySelector('#why a').click()")
        page.wait(f"asyncx.position === {REPORT.why[0].n}")
        page.run("location.hash = '#e=nonsense'")
        assert position(page) == REPORT.why[0].n

    def test_search(self, page: Page) -> None:
        """`/` takes words; Enter goes to the next event that has them; what nobody says is said."""
        page.press("Home", "/", *"timer.fire", "Enter")
        assert REPORT.trace.records[position(page) - 1].kind == "timer.fire"
        page.press(*"xyz", "Enter")
        assert text(page, "#found") == "no event says that"
        before = position(page)
        page.press("Escape", "ArrowRight")
        assert position(page) == before + 1

    def test_go_to_a_number(self, page: Page) -> None:
        """`g` takes the number of an event."""
        page.press("g", *"12", "Enter", "ArrowRight")
        assert position(page) == 13

    def test_play(self, page: Page) -> None:
        """Space plays, and stops; any step stops it, too."""
        page.press("Home", "+", "+", "+", "+", " ")
        page.wait("asyncx.position > 1")
        page.press(" ")
        there = position(page)
        assert there > 1
        page.run("new Promise((done) => setTimeout(done, 200))")
        assert position(page) == there

    def test_the_theme(self, page: Page) -> None:
        """It follows the reader's preference, and `t` changes it."""
        colour = "getComputedStyle(document.body).backgroundColor"
        light = page.run(colour)
        page.press("t")
        assert page.run("document.documentElement.dataset.theme") == "dark"
        assert page.run(colour) != light
        page.press("t")
        assert page.run(colour) == light
        page.prefers(color_scheme="dark", reduced_motion="reduce")
        page.wait("document.documentElement.dataset.theme === 'dark'")

    def test_zoom_pan_and_scales(self, page: Page) -> None:
        """The view changes, and `0` shows all of it again."""
        view = "JSON.stringify(asyncx.lanes.view)"
        whole = page.run(view)
        page.press("w", "w", "d", "a", "f")
        assert page.run(view) != whole
        page.press("0")
        assert page.run(view) == whole
        page.press("u")
        assert page.run("asyncx.lanes.view.scale.kind") != json.loads(whole)["scale"]
        assert text(page, "#scale") in ("steps scale", "time scale")

    def test_the_list_of_keys(self, page: Page) -> None:
        """`?` opens and closes it; while it is open, keys do nothing else."""
        before = position(page)
        page.press("?", "ArrowLeft")
        assert page.run("document.querySelector('dialog').open") is True
        page.press("?")
        assert page.run("document.querySelector('dialog').open") is False
        assert position(page) == before

    def test_tables_say_the_same(self, page: Page) -> None:
        """Whoever cannot see the picture has the lanes and the events as tables."""
        page.run("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        page.wait(f"document.querySelectorAll('#event-table tr').length === {len(REPORT.trace.records)}")
        assert "Task-1 main" in text(page, "#lane-table")
        assert page.run("document.querySelector('#event-table tr[aria-current]') !== null")

    @pytest.mark.parametrize("width", [1400, 420])
    def test_nothing_sticks_out(self, page: Page, width: int) -> None:
        """The page scrolls down only, and the canvas has been painted."""
        page.size(width, 800)
        page.wait(f"document.documentElement.clientWidth <= {width}")
        assert page.run("document.documentElement.scrollWidth") <= width
        page.wait(chromium.PAINTED)

    def test_hostile_text_is_text(self, tab: Page, tmp_path: Path) -> None:
        """Nothing of it runs, and it is there to be read."""
        path = tmp_path / "page.html"
        path.write_text(to_html(hostile_report()), encoding="utf-8")
        tab.requests.clear()
        tab.open(path.as_uri())
        tab.run("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        tab.press("Home", *["ArrowRight"] * 12, "c", "0", "f")
        tab.wait("document.querySelector('#event-table tr') !== null")

        assert tab.run("document.images.length") == 0
        assert "</script><img src=x onerror=alert(1)>\\x1b[31m\\u202e" in text(tab, "#event-table")
        assert (
            tab.complaints,
            [each for each in tab.requests if not each.startswith(("file:", "data:"))],
        ) == ([], [])
