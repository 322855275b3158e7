from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from asyncx.render.axis import Moment, steps_axis, time_axis
from asyncx.render.glyphs import ASCII, UNICODE
from asyncx.render.words import MS

TIMES = st.lists(st.integers(0, 10_000_000 * MS), min_size=1, max_size=40).map(sorted)
WIDTHS = st.integers(8, 200)


def moments(*milliseconds: float) -> list[Moment]:
    return [Moment(round(time * MS), number) for number, time in enumerate(milliseconds, 1)]


@given(TIMES, WIDTHS)
def test_time_never_runs_backwards_and_stays_on_the_axis(times, width):
    points = [Moment(time, number) for number, time in enumerate(times, 1)]
    axis = time_axis(points, [], width)
    columns = [axis.column(point) for point in points]
    assert columns == sorted(columns)
    assert columns[0] >= 0
    assert columns[-1] <= width - 1
    labels, line = axis.ruler(UNICODE)
    assert line.cell_len == width
    assert labels.cell_len <= width + 3


@given(st.integers(0, 10_000_000 * MS), st.integers(2_000, 10_000_000 * MS), WIDTHS)
def test_no_two_labels_are_the_same(start, length, width):
    labels, _ = time_axis([Moment(start, 1), Moment(start + length, 2)], [], width).ruler(UNICODE)
    numbers = [text for text in labels.plain.split() if text not in ("ms", "s")]
    assert len(numbers) == len(set(numbers))


@given(TIMES, WIDTHS)
def test_steps_never_run_backwards_and_stay_on_the_axis(times, width):
    groups = [[Moment(time, number)] for number, time in enumerate(times, 1)]
    axis = steps_axis(groups, [Moment(0, 0)], width)
    columns = [axis.column(group[0]) for group in groups]
    assert columns == sorted(columns)
    assert columns[-1] <= width - 1
    labels, line = axis.ruler(ASCII)
    assert line.cell_len == width
    assert labels.cell_len <= width + 3


def test_ticks_are_round_numbers_and_the_end_is_named():
    labels, line = time_axis(moments(0, 100, 150), [], 75).ruler(UNICODE)
    assert labels.plain.split() == ["0", "ms", "20", "40", "60", "80", "100", "120", "140", "150"]
    assert line.plain.startswith("├─────────┼─")
    assert line.plain.endswith("┤")


def test_seconds_from_ten_seconds_on():
    labels, _ = time_axis(moments(0, 30_000), [], 60).ruler(UNICODE)
    assert labels.plain.startswith("0 s ")
    assert labels.plain.endswith("30")


def test_a_long_idle_stretch_is_cut_and_its_length_said():
    axis = time_axis(moments(0, 10, 20, 60_000, 60_010), [], 75)
    _, line = axis.ruler(UNICODE)
    assert "⋯ 60 s ⋯" in line.plain
    columns = [axis.column(moment) for moment in moments(0, 10, 20, 60_000, 60_010)]
    assert min(right - left for left, right in pairwise(columns)) > 8


def test_a_stretch_in_which_something_runs_is_not_idle():
    busy = [(20 * MS, 60_000 * MS)]
    _, line = time_axis(moments(0, 10, 20, 60_000, 60_010), busy, 75).ruler(UNICODE)
    assert "⋯" not in line.plain


def test_proportions_are_kept_unless_they_hide_something():
    _, line = time_axis(moments(0, 100, 150), [], 75).ruler(UNICODE)
    assert "⋯" not in line.plain


def test_noise_of_the_real_clock_is_not_worth_a_cut():
    points = moments(0, 0.2, 0.3, 100, 100.1)
    assert "⋯" not in time_axis(points, [], 75, noise=5 * MS).ruler(UNICODE)[1].plain


def test_steps_at_one_instant_are_equally_wide_and_say_so():
    groups = [[moment] for moment in moments(*[0] * 8)]
    axis = steps_axis(groups, [Moment(0, 0), Moment(0, 5)], 71)
    columns = [axis.column(group[0]) for group in groups]
    assert {right - left for left, right in pairwise(columns)} == {10}
    assert axis.note == "steps, all at 0 ms"
    assert axis.ruler(UNICODE)[0].plain.split() == ["turn", "1", "2"]


def test_steps_at_nearly_one_instant_share_a_label():
    groups = [[moment] for moment in moments(0, 503.1, 503.12, 503.14)]
    labels, _ = steps_axis(groups, [], 80).ruler(UNICODE)
    assert labels.plain.split() == ["0", "ms", "503"]


def test_steps_at_several_instants_are_labelled_with_the_time():
    groups = [[moment] for moment in moments(0, 0, 0, 100, 100)]
    axis = steps_axis(groups, [], 60)
    assert axis.note == "steps, not to scale"
    assert axis.ruler(UNICODE)[0].plain.split() == ["0", "ms", "100"]


def test_the_first_label_is_whole():
    """Also where the next tick is so near that it falls into the same column."""
    labels, _ = time_axis(moments(9.99, 15), [], 75).ruler(UNICODE)
    assert labels.plain.split()[:3] == ["9.99", "ms", "11"]
