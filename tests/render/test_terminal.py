from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from asyncx.analysis.causes import WhyStep
from asyncx.analysis.facts import FactStatus
from asyncx.analysis.report import Report
from asyncx.analysis.verdict import Verdict
from asyncx.render.describe import Namer
from asyncx.render.glyphs import ASCII, UNICODE
from asyncx.render.terminal import LINES, quiet_line, scenario_screen
from tests.traces import FILE, Script

from . import golden
from .reports import fact, timeout_report


def screen(report: Report, width: int = 100, in_ascii: bool = False, **options: bool) -> Text:
    return scenario_screen(report, width=width, glyphs=ASCII if in_ascii else UNICODE, **options)


@pytest.mark.parametrize("width", [60, 80, 100, 160])
def test_a_scenario(width):
    golden.check(f"scenario-{width}", screen(timeout_report(), width), width)


def test_a_scenario_in_ascii():
    drawn = screen(timeout_report(), in_ascii=True)
    assert drawn.plain.isascii()
    golden.check("scenario-ascii", drawn, 100)


@pytest.mark.parametrize("width", [80, 100, 160])
def test_it_fits_on_one_screen(width):
    assert len(screen(timeout_report(), width).plain.split("\n")) <= LINES


def test_the_verdict_comes_before_the_picture_and_the_causes_after_it():
    text = screen(timeout_report()).plain
    order = [
        "50 ms after its deadline",
        "├──",
        "Why",
        "Printed",
        "Facts",
        "Article",
        "Differs",
        "Next",
        "█ running",
    ]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)


def test_facts_that_fail_come_first_and_say_what_was_expected_and_seen():
    facts = (
        fact("tasks", 1),
        fact("raises", "ValueError", FactStatus.FAILS, expected="TimeoutError"),
        fact("cause", None, FactStatus.NOT_ASKED),
        fact("ends at", 151, FactStatus.CANNOT_TELL),
        fact("turns", 0, FactStatus.DIFFERS, expected=6),
    )
    drawn = screen(timeout_report(facts=facts))
    golden.check("scenario-facts-fail", drawn, 100)
    lines = drawn.plain.split("\n")
    failing = next(line for line in drawn.split("\n") if "raises" in line.plain and "✗" in line.plain)
    assert any(span.style == "red" for span in failing.spans)
    assert next(n for n, line in enumerate(lines) if "✗ raises" in line) < next(
        n for n, line in enumerate(lines) if "1 fact holds" in line
    )


def test_without_anything_but_a_verdict():
    report = timeout_report(why=(), facts=(), differs=(), article=None)
    golden.check("scenario-bare", screen(report), 100)


def test_hints_can_be_left_out():
    assert "Next" not in screen(timeout_report(), hints=False).plain


def test_a_long_chain_loses_its_middle_and_keeps_its_numbers():
    place = None
    why = tuple(WhyStep(i, 1, 0, i - 1, f"step {i}", "", place) for i in range(1, 41))
    lines = screen(timeout_report(why=why)).plain.split("\n")
    assert len(lines) <= LINES
    assert any("steps between" in line for line in lines)
    assert any(line.startswith(" 40 ") for line in lines)


def test_the_program_cannot_write_its_own_screen():
    report = timeout_report(
        claim="claim \x1b[2J",
        verdict=Verdict("verdict \x1b]0;title\x07 [red]not markup[/red]", "\u202edetail", 1),
        facts=(fact("fact \x9b31m", "\x1b[31m"),),
    )
    drawn = screen(report, events=True, source=True)
    assert "\x1b" not in drawn.plain
    assert "[red]not markup[/red]" in drawn.plain
    out = io.StringIO()
    Console(file=out, width=100, force_terminal=False).print(drawn)
    assert "\x1b" not in out.getvalue()


def test_the_quiet_line_is_one_line():
    report = timeout_report()
    assert quiet_line(report) == (
        "wait_for-timeout: wait_for(fetch(), 0.1) raised TimeoutError at 150 ms, 50 ms after its deadline"
    )
    report = replace(report, verdict=Verdict("two\nlines.", "", 1))
    assert quiet_line(report, ASCII) == "wait_for-timeout: two\\nlines"


def test_a_traceback_is_one_line_of_what_was_printed():
    report = timeout_report()
    records = list(report.trace.records)
    place = next(n for n, record in enumerate(records) if record.kind == "out")
    for text in reversed(["Traceback (most recent call last):", "  File ...", "ValueError: no"]):
        records.insert(place, replace(records[place], data={"stream": "stderr", "text": text}))
    drawn = screen(replace(report, trace=replace(report.trace, records=tuple(records)))).plain
    assert "stderr  a traceback of 3 lines" in drawn
    assert "timed out" in drawn


def test_every_colour_stands_beside_a_word_or_a_shape():
    """Without colour nothing is lost: the same text, with and without it."""
    plain, coloured = io.StringIO(), io.StringIO()
    drawn = screen(timeout_report())
    Console(file=plain, width=100, no_color=True, color_system=None).print(drawn, soft_wrap=True)
    Console(file=coloured, width=100, force_terminal=True).print(drawn, soft_wrap=True)
    assert Text.from_ansi(coloured.getvalue()).plain.rstrip() == plain.getvalue().rstrip()


@given(st.integers(10, 200), st.booleans(), st.booleans())
def test_no_width_breaks_a_line(width, in_ascii, more):
    drawn = screen(timeout_report(), width, in_ascii, events=more, source=more, internals=more)
    assert max(cell_len(line) for line in drawn.plain.split("\n")) <= width


def test_the_source_beside_what_happened():
    lines = screen(timeout_report(), source=True).plain.split("\n")
    golden.check("scenario-source", [Text(line) for line in lines[-4:]], 100)


def test_every_event():
    drawn = screen(timeout_report(), events=True).plain.split("\n")
    start = next(number for number, line in enumerate(drawn) if line.lstrip().startswith("#"))
    golden.check("scenario-events", [Text(line) for line in drawn[start:]], 100)


def test_a_wait_that_was_not_looked_at_is_not_said_to_yield():
    """Only what was seen says that nothing is awaited; and there is one getter, not one getters."""
    script = Script()
    main = script.task("main")
    stack = [[FILE, 3, "main"]]
    queue = {"future": 1, "counts": {"items": 2, "getters": 1}}
    waits: list[tuple[dict[str, Any], str]] = [
        ({}, "what for was not recorded"),
        ({"stack": stack}, "main, which yields"),
        ({"stack": stack, "on": queue}, "main, on future 1, 2 items, 1 getter"),
    ]
    said = {}
    for fields, words in waits:
        script.step(main)
        said[script.add("task.wait", task=main, **fields)] = words
        script.wake(main)
    trace = script.trace()
    namer = Namer(trace)
    assert {number: namer.detail(trace.index[number]) for number in said} == said


def test_lanes_of_several_loops_are_folded_only_where_there_is_no_room():
    script = Script()
    for loop in (1, 2):
        script.add("loop.new", loop=loop, class_="_UnixSelectorEventLoop")
        script.add("loop.run", loop=loop)
        script.add("task.new", task=loop, name=f"on loop {loop}", coro="main", loop=loop)
        script.ready(loop)
        script.step(loop)
        script.end(loop)
        script.add("loop.stop", loop=loop)
    text = screen(timeout_report(trace=script.trace(), why=())).plain
    assert "loop 1, thread MainThread" in text
    assert "loop 2, thread MainThread" in text
    assert "on loop 2" in text
    assert "more task" not in text


def test_the_chain_of_causes_comes_before_what_else_could_fill_the_screen():
    """Seven steps are shown whole at 100 columns; what makes room is the rest of the screen."""
    report = timeout_report()
    steps = tuple(replace(report.why[number % len(report.why)], index=number + 1) for number in range(7))
    facts = tuple(fact(f"fact number {number}", "a value " * 5) for number in range(12))
    drawn = screen(replace(report, why=steps, facts=facts)).plain

    assert "between" not in drawn
    assert len(drawn.splitlines()) <= LINES
