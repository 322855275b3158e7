"""The part of the time that is seen: zoomed, panned, with labels that can be read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asyncx.render.axis import Moment
from asyncx.render.glyphs import UNICODE
from asyncx.render.tui.scale import LEAST, Kind, Scale, position_of
from asyncx.render.tui.view import View, fit
from asyncx.trace.model import Trace
from tests.traces import Script, wait_for_timeout

TRACE = wait_for_timeout().trace()
SCALES = pytest.mark.parametrize("scale", list(Kind))


@SCALES
def test_all_of_it_fits(scale: Kind) -> None:
    """The first and the last event are on the ends."""
    view = fit(Scale(TRACE, scale), 60)

    assert view.column(Moment(0, 0)) == 0
    assert view.column(Moment(TRACE.end, TRACE.records[-1].n)) == 59


@SCALES
def test_what_was_in_a_cell_stays_there(scale: Kind) -> None:
    """Zooming is round a cell, down to the least that can be seen and up to all of it."""
    view = fit(Scale(TRACE, scale), 60)
    unit = view.unit_at(20)
    for _ in range(5):
        view = view.zoomed(0.7, 20)
        assert abs(view.cell(unit) - 20) <= 1
    for _ in range(100):
        view = view.zoomed(0.7, 20)
    assert view.end - view.start == pytest.approx(LEAST[scale])
    for _ in range(100):
        view = view.zoomed(2, 20)
    assert (view.start, view.end) == (fit(Scale(TRACE, scale), 60).start, fit(Scale(TRACE, scale), 60).end)


@SCALES
@given(
    moves=st.lists(st.tuples(st.sampled_from(["zoom", "pan", "reveal"]), st.floats(-300, 300)), max_size=30),
    width=st.integers(1, 200),
)
def test_nothing_beyond_the_run_is_seen(scale: Kind, moves: list[tuple[str, float]], width: int) -> None:
    """However one zooms and pans."""
    whole = view = fit(Scale(TRACE, scale), width)
    for move, by in moves:
        if move == "zoom":
            view = view.zoomed(abs(by) / 100 + 0.01, int(abs(by)) % view.width)
        elif move == "pan":
            view = view.panned(by)
        else:
            unit = min(max(whole.end * (by + 300) / 600, 0), whole.end)
            view = view.revealing(unit)
            assert 0 <= view.cell(unit) < view.width
        slack = (whole.end - whole.start) * 1e-9
        assert whole.start - slack <= view.start < view.end <= whole.end + slack
        assert all(line.cell_len <= view.width + 4 for line in view.ruler(UNICODE))


def labels(view: View) -> list[str]:
    words, line = view.ruler(UNICODE)
    assert line.cell_len == view.width
    return re.findall(r"[\d.]+(?: m?s)?", words.plain)


class TestRuler:
    def test_round_times(self) -> None:
        assert labels(fit(Scale(TRACE, Kind.TIME), 60)) == ["0 ms", "50", "100", "150"]
        assert labels(View(Scale(TRACE, Kind.TIME), 99.5e6, 100.5e6, 60)) == [
            "99.6 ms", "99.8", "100.0", "100.2", "100.4",
        ]  # fmt: skip

    def test_seconds_when_it_is_long(self) -> None:
        """From ten seconds on."""
        script = Script()
        script.task("main")
        script.at(60_000).step(1)
        assert labels(fit(Scale(script.trace(), Kind.TIME), 60)) == [
            "0 s",
            "10",
            "20",
            "30",
            "40",
            "50",
            "60",
        ]

    def test_the_times_of_steps(self) -> None:
        """The time stands where it has moved on."""
        assert labels(fit(Scale(TRACE, Kind.STEPS), 60)) == ["0 ms", "100", "150"]

    @pytest.mark.parametrize("end", [0, 1, 2**62])
    def test_no_time_and_all_the_time(self, end: int) -> None:
        """It never fails to be drawn."""
        script = Script()
        script.task("main")
        script.at(end / 1e6).step(1)
        assert labels(fit(Scale(script.trace(), Kind.TIME), 60))


class TestCuts:
    """A second of nothing in a run of 150 ms."""

    SCALE = Scale(TRACE, Kind.TIME, ((10_000_000, 90_000_000),))

    def test_they_are_short(self) -> None:
        """A tenth of the whole, and every time has its place before, in and after it."""
        view = fit(self.SCALE, 101)
        assert [view.cell(self.SCALE.of_time(t * 1e6)) for t in (0, 10, 90, 150)] == [0, 13, 23, 100]
        assert view.cell(self.SCALE.of_time(50e6)) == 18

    @given(st.floats(0, 150e6))
    def test_there_and_back(self, t: float) -> None:
        """From a time to its unit, and to the time again; later times are farther right."""
        assert self.SCALE.time_at(self.SCALE.of_time(t)) == pytest.approx(t, abs=1)
        assert self.SCALE.of_time(t) <= self.SCALE.of_time(t + 1)

    def test_the_ruler_says_how_long(self) -> None:
        words, line = fit(self.SCALE, 140).ruler(UNICODE)
        assert "⋯ 80 ms ⋯" in line.plain
        assert words.plain.split() == ["0", "ms", "5", "10", "90", "95", *map(str, range(100, 155, 5))]


def test_positions_of_records_with_gaps_between_their_numbers() -> None:
    """A trace may leave numbers out; a position is that of the last record up to a number."""
    script = wait_for_timeout()
    for record in script.records[20:]:
        record["n"] += 7
    trace: Trace = script.trace()
    numbers = [record.n for record in trace.records]

    assert [position_of(trace, n) for n in numbers] == list(range(1, len(numbers) + 1))
    assert position_of(trace, 24) == 20
    assert position_of(trace, 0) == 0
    assert position_of(trace, 10**6) == len(numbers)
