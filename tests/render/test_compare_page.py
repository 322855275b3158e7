"""The page of a comparison: each group beside the others, on one axis, and all of them step together."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from asyncx.analysis.compare import Comparison, compare
from asyncx.errors import UserError
from asyncx.render import html
from asyncx.render.compare_page import to_html
from tests.traces import FILE, Script

from . import chromium, comparisons
from .chromium import Page
from .test_html import HOSTILE, Tags

needs_chromium = pytest.mark.skipif(chromium.PROGRAM is None, reason="chromium is not installed")
TIMEOUT = comparisons.timeout()


class TestTheFile:
    def test_it_is_small_and_asks_for_nothing(self) -> None:
        """As the page of one run: under 400 kB without the data, one script, no address of a host."""
        text = to_html(TIMEOUT)
        tags = Tags(text).tags
        links = [value for _, attrs in tags for name, value in attrs.items() if name in ("src", "href")]

        assert len(text.encode()) < 400_000
        assert all(str(link).startswith(("#e=", "data:,")) for link in links), links
        assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]|@import|url\(", text)
        assert "default-src 'none'" in text
        assert text == to_html(TIMEOUT)

    def test_each_group_that_was_run_has_a_verdict_and_lanes(self) -> None:
        """What is only recorded has a column in the table, and nothing to step through."""
        text = to_html(TIMEOUT)
        groups = json.loads(re.findall(r'id="data">(.*?)</script>', text)[0])["groups"]

        assert [group["letter"] for group in groups] == ["C", "D", "E"]
        assert text.count('class="pane side"') == text.count("<canvas") == 3
        assert "3.12 3.13 (3.14 3.15)" in text
        assert "<b>A</b> (3.8)" in text
        assert "wait_for(0.1) raised TimeoutError at 150 ms" in text

    def test_changes_are_marked_in_the_table(self) -> None:
        """The same signs as in the terminal."""
        text = to_html(TIMEOUT)

        assert text.count('class="changed"') == 4
        assert 'title="changed from the column to its left"' in text
        assert 'class="differs"' in text

    def test_hostile_text_adds_no_element(self) -> None:
        """Names of tasks, facts and scenarios are text."""
        kinds = {tag for tag, _ in Tags(to_html(hostile())).tags}

        assert kinds <= {tag for tag, _ in Tags(to_html(TIMEOUT)).tags}
        assert "\x1b" not in to_html(hostile())
        assert "\u202e" not in to_html(hostile())

    def test_without_a_run_there_is_nothing_to_step_through(self) -> None:
        """That is said, and not shown as an empty page."""
        with pytest.raises(UserError, match="was run here"):
            to_html(comparisons.recorded())

    def test_templates_have_no_hole_left(self) -> None:
        """All of them are filled."""
        text = to_html(TIMEOUT).replace(html.script_text(), "")
        text = text.replace((html.VIEWER / "style.css").read_text(encoding="utf-8"), "")
        assert not re.search(r"\{\w+\}", text)


def hostile() -> Comparison:
    """Two runs whose names try to get out of the page."""
    made = comparisons.scenario(facts=f"{{{'<b>' + HOSTILE[:60]!r}: ('end', 1)}}")
    made = replace(made, name=HOSTILE, claim=HOSTILE, explanation=HOSTILE)
    observations = []
    for python in ("3.12.1", "3.13.0"):
        script = Script()
        task = script.task(HOSTILE, name=HOSTILE + python)
        script.step(task)
        script.end(task, "raised", {"type": HOSTILE, "module": HOSTILE, "message": HOSTILE})
        trace = script.trace(python=python, file=FILE)
        observations.append(comparisons.seen(made, python, trace, end=HOSTILE + python))
    return compare(made, observations)


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """One browser for all tests of this file."""
    with chromium.browser() as page:
        yield page


def opened(tab: Page, tmp_path: Path, comparison: Comparison = TIMEOUT, address: str = "") -> None:
    path = tmp_path / "page.html"
    path.write_text(to_html(comparison), encoding="utf-8")
    tab.size(1400, 1000)
    tab.prefers(color_scheme="light")
    tab.requests.clear()
    tab.open(path.as_uri() + address)


@pytest.fixture
def page(tab: Page, tmp_path: Path) -> Iterator[Page]:
    """The page of the timeout, freshly opened; nothing may be on its console, and nothing asked for."""
    opened(tab, tmp_path)
    yield tab
    asked = [address for address in tab.requests if not address.startswith(("file:", "data:"))]
    assert (tab.complaints, asked) == ([], [])


def places(page: Page) -> list[int]:
    found: list[int] = page.run("asyncx.sides.map((side) => side.position)")
    return found


def text(page: Page, selector: str) -> str:
    return str(page.run(f"document.querySelector({selector!r}).innerText"))


@needs_chromium
class TestInABrowser:
    def test_all_step_together(self, page: Page) -> None:
        """Each step shows one more event, in every run that has it; at the end all are at their end."""
        page.press("Home", "ArrowLeft")
        assert places(page) == [0, 0, 0]
        before = [0, 0, 0]
        together = alone = 0
        for slot in range(1, int(page.run("asyncx.count")) + 1):
            page.press("ArrowRight")
            here = places(page)
            moved = [after - start for start, after in zip(before, here, strict=True)]
            assert set(moved) <= {0, 1}, slot
            assert any(moved), slot
            together += moved == [1, 1, 1]
            alone += moved != [1, 1, 1]
            before = here
        counts = page.run("asyncx.sides.map((side) => side.trace.count)")
        assert before == counts
        assert together > 5
        assert alone > 5
        page.press("ArrowRight", "End")
        assert places(page) == counts
        page.press("ArrowLeft", "Home")
        assert places(page) == [0, 0, 0]

    def test_who_lacks_an_event_says_so(self, page: Page) -> None:
        """Two behave alike here, the third has a task more."""
        page.press("Home", "/", *"task.new", "Enter", "Enter", "Escape")
        said = [text(page, f"#event-{letter}") for letter in "CDE"]
        assert said[0].startswith("task.new · Task-2 fetch")
        assert said[1].startswith("≠ no such event; the last one: ")
        assert said[1] == said[2]
        page.press("ArrowRight")
        assert "Task-2 fetch" in text(page, "#loop-C")
        assert "Task-2 fetch" not in text(page, "#loop-D")

    def test_the_other_one_can_be_moved(self, page: Page) -> None:
        """`o` or its button; then steps, causes and the address are those of that run."""
        page.press("Home", "o")
        assert page.run("asyncx.letters[asyncx.at]") == "D"
        assert page.run("document.querySelector('.used').id") == "side-D"
        page.press("n", "n")
        here = places(page)[1]
        assert page.run(f"asyncx.sides[1].trace.kindOf({here})") == "task.step"
        page.wait(f"location.hash === '#e=D.{here}'")
        page.run("document.getElementById('use-E').click()")
        assert page.run("asyncx.letters[asyncx.at]") == "E"
        page.press("o")
        assert page.run("asyncx.letters[asyncx.at]") == "C"

    def test_a_deep_link_names_a_run(self, tab: Page, tmp_path: Path) -> None:
        """The event and the run to which it belongs; a link of its chain of causes does, too."""
        opened(tab, tmp_path, address="#e=D.9")
        assert (tab.run("asyncx.letters[asyncx.at]"), places(tab)[1]) == ("D", 9)
        tab.run("document.querySelector('#why-C a').click()")
        tab.wait("asyncx.letters[asyncx.at] === 'C'")
        tab.run("location.hash = '#e=Z.1'")
        assert tab.run("asyncx.letters[asyncx.at]") == "C"

    def test_they_share_one_axis(self, page: Page) -> None:
        """What is zoomed or panned in one is in all; equal times are at equal places."""
        ends = (
            "asyncx.sides.map(({lanes: {view}}) => [view.from, view.to, view.width, view.scale.kind].join())"
        )
        for keys in ((), ("w", "w"), ("d",), ("u",), ("f",), ("0",)):
            page.press(*keys)
            assert len(set(page.run(ends))) == 1, keys
        at = "asyncx.sides.map(({lanes: {view}}) => view.scale.ofTime(1e8))"
        assert len(set(page.run(at))) == 1

    def test_lanes_that_differ_are_marked(self, page: Page) -> None:
        """In words above, and in the table of the lanes."""
        assert "≠ Task-2 fetch not in D E" in text(page, "#differs-C")
        assert "≠ fetch not in C" in text(page, "#differs-D")
        page.run("document.querySelectorAll('.tables details').forEach((each) => (each.open = true))")
        page.press("o")
        assert "≠ not in C" in text(page, "#lane-table")

    def test_it_plays_to_the_end(self, page: Page) -> None:
        """And can be stopped."""
        page.press("Home", *["+"] * 6, " ")
        page.wait("asyncx.slot > 2")
        page.press(" ")
        assert page.run("asyncx.playing") == 0

    @pytest.mark.parametrize("width", [1400, 420])
    def test_nothing_sticks_out(self, page: Page, width: int) -> None:
        """The page scrolls down only, and all canvases have been painted."""
        page.size(width, 800)
        page.wait(f"document.documentElement.clientWidth <= {width}")
        assert page.run("document.documentElement.scrollWidth") <= width
        page.wait(chromium.PAINTED)

    def test_hostile_text_is_text(self, tab: Page, tmp_path: Path) -> None:
        """Nothing of it runs."""
        opened(tab, tmp_path, hostile())
        tab.press("Home", *["ArrowRight"] * 6, "o", "c")
        assert tab.run("document.images.length") == 0
        assert "</script><img src=x onerror=alert(1)>\\x1b[31m\\u202e" in text(tab, "h1")
        assert tab.complaints == []
