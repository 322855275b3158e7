"""The page: one file that asks for nothing, and shows hostile text as text."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

from asyncx.analysis.report import judge
from asyncx.analysis.verdict import Verdict
from asyncx.render import html
from asyncx.render.html import to_html
from tests.traces import FILE, Script

from .reports import timeout_report

REPORT = timeout_report()
HOSTILE = "</script><img src=x onerror=alert(1)>\x1b[31m\u202e\u2066\"'&<!--{data}\0\ud800" + "x" * 1_000_000


def hostile_report() -> Any:
    """A run whose names, messages, places and source try to get out of the page."""
    script = Script()
    task = script.task(HOSTILE, name=HOSTILE)
    script.step(task)
    script.coro(task, HOSTILE, HOSTILE)
    script.timer(10, callback=HOSTILE)
    script.wait(task, HOSTILE)
    script.add("out", stream="stdout", text=HOSTILE, where=[FILE, 1, HOSTILE])
    script.wake(task).step(task)
    script.end(task, "raised", {"type": HOSTILE, "module": HOSTILE, "message": HOSTILE})
    trace = script.trace(source=f"# {HOSTILE}\n", file=HOSTILE, target=HOSTILE)
    report = judge(trace, None)
    return timeout_report(
        name=HOSTILE, claim=HOSTILE, explanation=HOSTILE, trace=trace, verdict=Verdict(HOSTILE, HOSTILE, 3),
        why=report.why, facts=(), differs=(),
    )  # fmt: skip


class Tags(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


class TestTheFile:
    def test_it_is_small(self) -> None:
        """Under 400 kB without the data; a small trace adds little."""
        assert len(to_html(REPORT).encode()) < 400_000
        assert len(html.data_text(REPORT)) < 20_000

    def test_it_asks_for_nothing(self) -> None:
        """Nothing in it points out of it, and its policy would not allow that."""
        text = to_html(REPORT)
        links = [
            value for _, attrs in Tags(text).tags for name, value in attrs.items() if name in ("src", "href")
        ]

        assert all(str(link).startswith(("#e=", "data:,")) for link in links), links
        assert not re.search(r"(?:https?:)?//[a-z0-9-]+\.[a-z]|@import|url\(", html.script_text() + text)
        assert "default-src 'none'" in text

    def test_no_two_modules_use_one_name(self) -> None:
        """They are put into one scope, in an order in which each finds what it imports."""
        names = re.findall(r"^(?:class|function|const|let) (\w+)", html.script_text(), re.MULTILINE)

        assert len(names) == len(set(names))
        assert "import " not in re.sub(r"import\(\"", "", html.script_text())
        assert sorted(html.MODULES) == sorted(path.stem for path in html.VIEWER.glob("*.js"))

    def test_hostile_text_adds_no_element(self) -> None:
        """The page has the same elements, whatever the program calls its tasks."""
        text = to_html(hostile_report())
        kinds = {tag for tag, _ in Tags(text).tags}

        assert kinds <= {tag for tag, _ in Tags(to_html(REPORT)).tags}
        assert len(text) < 400_000
        assert "\x1b" not in text
        assert "\u202e" not in text

    def test_the_data_are_plain_json(self) -> None:
        """ASCII, without a character that could end the element."""
        text = html.data_text(hostile_report())

        assert text.isascii()
        assert "<" not in text
        assert json.loads(text)["format"] == {"name": "asyncx-page", "version": 1}

    def test_it_is_the_same_every_time(self) -> None:
        """The page of a trace is the same bytes."""
        assert to_html(REPORT) == to_html(REPORT)
