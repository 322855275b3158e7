"""The screens of comparisons: columns where they fit, and one line where nothing differs."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from asyncx.analysis.compare import compare
from asyncx.render.compare import compare_line, compare_screen
from asyncx.render.glyphs import ASCII, UNICODE, Glyphs
from asyncx.render.overview import overview
from asyncx.render.terminal import LINES

from . import golden
from .comparisons import alike, alone, failing, recorded, scenario, seen, timeout

NOT_RUN = (("3.7", "it needs Python >=3.8"),)
each_width = pytest.mark.parametrize(
    ("width", "glyphs", "name"),
    [(100, UNICODE, "100"), (80, UNICODE, "80"), (60, UNICODE, "60"), (100, ASCII, "ascii")],
    ids=["100", "80", "60", "ascii"],
)


@each_width
def test_several_behaviours(width: int, glyphs: Glyphs, name: str) -> None:
    screen = compare_screen(timeout(), width=width, glyphs=glyphs, not_run=NOT_RUN)

    golden.check(f"compare-{name}", screen, width)


def test_one_behaviour() -> None:
    golden.check("compare-alike", compare_screen(alike(), width=80, glyphs=UNICODE), 80)


def test_only_recorded_ones() -> None:
    golden.check("compare-recorded", compare_screen(recorded(), width=100, glyphs=UNICODE), 100)


def test_a_single_one() -> None:
    golden.check("compare-alone", compare_screen(alone(), width=80, glyphs=UNICODE), 80)


def test_a_fact_that_does_not_hold() -> None:
    golden.check("compare-failing", compare_screen(failing(), width=80, glyphs=UNICODE), 80)


@pytest.mark.parametrize("width", [80, 100])
def test_the_compact_report(width: int) -> None:
    screen = overview([timeout(), failing(), alike(), recorded()], width, UNICODE)

    golden.check(f"compare-all-{width}", screen, width)


def test_the_compact_report_of_nothing_special() -> None:
    lines = overview([alike()], 80, UNICODE).plain.splitlines()

    assert " 1 scenario · 0 differ · ✓ 4 facts hold" in lines
    assert "timeout-plain" not in "\n".join(lines)


@pytest.mark.parametrize("width", range(40, 200, 7))
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_no_line_is_too_long_at_any_width(width: int, glyphs: Glyphs) -> None:
    for comparison in (timeout(), failing(), alike(), recorded(), alone()):
        screen = compare_screen(comparison, width=width, glyphs=glyphs, not_run=NOT_RUN)
        report = overview([comparison], width, glyphs)

        assert max(map(cell_len, screen.plain.split("\n"))) <= width
        assert max(map(cell_len, report.plain.split("\n"))) <= width
        assert glyphs is UNICODE or screen.plain.isascii()


def test_a_comparison_fits_on_a_screen_or_nearly_so() -> None:
    for comparison, more in ((alike(), 0), (recorded(), 0), (timeout(), 5)):
        screen = compare_screen(comparison, width=100, glyphs=UNICODE)

        assert len(screen.plain.split("\n")) <= LINES + more


def test_a_line_for_logs() -> None:
    assert compare_line(alike(), UNICODE) == "timeout-plain: 1 behaviour"
    assert compare_line(timeout(), UNICODE) == (
        "wait_for-timeout: 5 behaviours, changed in 3.9, 3.11 and 3.12, otherwise with eager tasks"
    )
    assert compare_line(failing(), UNICODE) == (
        "wait_for-timeout: 1 behaviour, 1 fact does not hold on 3.12 and 3.13"
    )


def test_no_version_is_named_that_was_not_looked_at() -> None:
    """What changed since the version before the last is known to lie between, and no more."""
    made = scenario()
    two = compare(made, [seen(made, "3.8.18"), seen(made, "3.13.0")])
    three = compare(made, [seen(made, "3.8.18"), seen(made, "3.9.18"), seen(made, "3.13.0")])

    assert compare_line(two, UNICODE).endswith("2 behaviours, changed between 3.8 and 3.13")
    assert compare_line(three, UNICODE).endswith("3 behaviours, changed in 3.9 and between 3.9 and 3.13")
    screen = compare_screen(recorded(), width=100, glyphs=UNICODE).plain
    assert "changed between 3.8 and 3.11 and in 3.12." in screen
    assert "asyncx changes 3.11 3.12" in screen
    assert "asyncx changes 3.8 3.13" in compare_screen(two, width=100, glyphs=UNICODE).plain


def test_hints_can_be_left_out() -> None:
    screen = compare_screen(alike(), width=80, glyphs=UNICODE, hints=False)

    assert "Next" not in screen.plain
