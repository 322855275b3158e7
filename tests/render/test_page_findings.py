"""Findings in a page: each is a link to its event, the first ones are seen at once."""

from __future__ import annotations

import re

from asyncx.analysis.finding import Severity
from asyncx.analysis.report import judge
from asyncx.render.html import to_html
from asyncx.render.page_findings import SHOWN, findings_list
from asyncx.trace.model import Place
from tests.traces import FILE

from .test_html import HOSTILE, Tags
from .watched import finding, shop

TRACE = shop().trace(clock="real")
BLOCKED = finding(
    TRACE,
    "loop-blocked",
    Severity.PROBLEM,
    "main held the loop for 150 ms.",
    fix="use await asyncio.sleep(0.15)",
    place=Place(FILE, 25, "main"),
    record=TRACE.records[5].n,
)


def test_a_finding_is_a_link_to_its_event() -> None:
    """With its rule, its severity, its line, and what to do."""
    text = findings_list([BLOCKED], TRACE)

    assert f'<a href="#e={BLOCKED.record}">main held the loop for 150 ms.</a>' in text
    assert 'class="problem"' in text
    assert "<code>:25</code>" in text
    assert "use await asyncio.sleep(0.15)" in text
    assert "loop-blocked" in text
    assert 'aria-label="1 finding"' in text
    assert text in to_html(judge(TRACE, None), findings=[BLOCKED])


def test_without_findings_there_is_nothing() -> None:
    """No heading without anything below it."""
    assert findings_list([], TRACE) == ""
    assert 'class="findings"' not in to_html(judge(TRACE, None))


def test_many_are_folded() -> None:
    """They keep their numbers, which `asyncx show 7` takes."""
    many = [finding(TRACE, "task-leaked", Severity.WARNING, f"number {n}") for n in range(1, 101)]
    text = findings_list(many, TRACE)
    head, folded = text.split("<details>")

    assert head.count("<li") == SHOWN
    assert f"<summary>{100 - SHOWN} more findings</summary>" in folded
    assert re.findall(r'class="index">(\d+)<', text) == [str(n) for n in range(1, 101)]


def test_one_about_no_event_is_no_link() -> None:
    """A record that is not in the trace cannot be gone to."""
    assert "<a " not in findings_list([finding(TRACE, "x", Severity.NOTE, "gone", record=10**9)], TRACE)


def test_hostile_text_is_text() -> None:
    """Whatever is in its sentence, its fix and its place."""
    made = finding(
        TRACE, HOSTILE, Severity.NOTE, HOSTILE, fix=HOSTILE, place=Place(HOSTILE, 1, HOSTILE)
    )  # fmt: skip
    text = findings_list([made], TRACE)

    assert {tag for tag, _ in Tags(text).tags} == {"section", "ol", "li", "span", "b", "a", "code"}
    assert "\x1b" not in text
    assert len(text) < 10_000
