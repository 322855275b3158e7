"""The source of a program that is not in its trace, in the page; and the page on paper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from asyncx.analysis.report import judge
from asyncx.render.html import to_html
from asyncx.render.page import page_data
from asyncx.trace.model import Trace
from tests.traces import FILE, Script

from . import chromium
from .chromium import Page

DATABASE = "shop/db.py"
SOURCES = {
    FILE: ["async def main():", "\tprint(1)", "    await query()"],
    DATABASE: ["async def query():", "    print(2)  # \u202e</script>"],
    "asyncio/tasks.py": ["# asyncio's own"],
}


def watched(source: str = "") -> Trace:
    """main() is at two lines of its own file, at one of another, and at one of asyncio's."""
    script = Script()
    main = script.task("main")
    script.step(main)
    for file, line in ((FILE, 2), (DATABASE, 2), ("asyncio/tasks.py", 1), ("elsewhere.py", 9), (FILE, 3)):
        script.add("out", stream="stdout", text=f"{file}:{line}", where=[file, line, "main"])
    script.end(main)
    return script.trace(source=source)


def files(name: str) -> list[str]:
    return SOURCES.get(name, [])


class TestData:
    def test_the_files_that_it_steps_through(self) -> None:
        """Those of the program alone, with the one that was run first; text of them is made safe."""
        data = page_data(judge(watched(), None), files=files)

        assert [name for name, _ in data["sources"]] == [FILE, DATABASE]
        assert data["sources"][0][1] == ["async def main():", "        print(1)", "    await query()"]
        assert data["sources"][1][1][1] == "    print(2)  # \\u202e</script>"
        lines = {place[0]: place[2:] for place in data["places"]}
        assert lines[f"{DATABASE}:2"] == [2, 1]
        assert lines[":2"] == [2, 0]
        assert lines["asyncio/tasks.py:1"] == lines["elsewhere.py:9"] == [0, 0]

    def test_without_them(self) -> None:
        """The lines of the file that was run are known all the same."""
        data = page_data(judge(watched(), None))

        assert data["sources"] == [(FILE, [])]
        assert [place[2:] for place in data["places"] if place[0] == ":3"] == [[3, 0]]

    def test_what_the_trace_has_is_what_ran(self) -> None:
        """A file on the disk may be another one by now."""
        data = page_data(judge(watched("first\nsecond\nthird\n"), None), files=files)

        assert data["sources"][0] == (FILE, ["first", "second", "third"])


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page of `watched`, in a browser."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(to_html(judge(watched(), None), files=files), encoding="utf-8")
    with chromium.browser() as tab:
        tab.size(1400, 900)
        tab.open(path.as_uri())
        yield tab
        assert tab.complaints == []


def text(page: Page, selector: str) -> str:
    return str(page.run(f"document.querySelector({selector!r})?.textContent ?? ''"))


@pytest.mark.skipif(chromium.PROGRAM is None, reason="chromium is not installed")
class TestInABrowser:
    def test_the_pane_shows_the_file_of_the_event(self, page: Page) -> None:
        """And goes back to the other one with it; a next line elsewhere is named with its file."""
        shown = []
        page.press("Home")
        for _ in watched().records:
            page.press("ArrowRight")
            shown.append((text(page, "#source-title"), text(page, "#source .now code").strip()))
            if shown[-1][1] == "print(1)":
                assert text(page, "#source-caption .then") == f"▷ {DATABASE}:2 in main"

        assert list(dict.fromkeys(shown)) == [
            (FILE, "async def main():"),
            (FILE, "print(1)"),
            (DATABASE, "print(2)  # \\u202e</script>"),
            (FILE, "await query()"),
        ]

    def test_on_paper(self, page: Page) -> None:
        """The lanes are drawn anew for its width, in the light; afterwards all is as it was."""
        page.press("t")
        before = page.run("document.getElementById('lanes').width")
        page.run("dispatchEvent(new Event('beforeprint'))")
        assert page.run("document.getElementById('lanes').width") < 700 < before
        assert page.run("document.documentElement.dataset.theme") == "light"
        assert page.run("document.getElementById('event-details').open") is True
        page.run("dispatchEvent(new Event('afterprint'))")
        assert page.run("document.getElementById('lanes').width") == before
        assert page.run("document.documentElement.dataset.theme") == "dark"
