"""What the stepper shows, kept as plain text; and that it shows something anywhere, of anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from asyncx.analysis.report import Report, judge
from asyncx.render.glyphs import ASCII, UNICODE
from asyncx.render.tui.keys import ACTIONS
from asyncx.render.tui.scale import Kind
from asyncx.render.tui.state import Pane, Prompt
from tests.render import golden
from tests.trace.programs import programs
from tests.traces import Script, wait_for_timeout

from .stepping import Walk, hostile, many, queue, timeout

SIZES = ((80, 24), (160, 50), (40, 12), (60, 20), (20, 5), (1, 1))


def check(name: str, walk: Walk) -> None:
    golden.check(f"step-{name}", walk.lines, walk.state.width)


@pytest.mark.parametrize(("width", "height"), [(80, 24), (160, 50)])
class TestGolden:
    """`golden/step-*.txt`."""

    def test_the_cancellation_of_a_timeout(self, width: int, height: int) -> None:
        walk = Walk(timeout(), width, height)
        check(f"timeout-{width}x{height}", walk.to(next_of(walk, "task.cancel")))

    def test_a_queue_and_its_timers(self, width: int, height: int) -> None:
        walk = Walk(queue(), width, height)
        check(f"queue-{width}x{height}", walk.to(next_of(walk, "timer.end")))

    def test_five_thousand_tasks(self, width: int, height: int) -> None:
        check(f"many-{width}x{height}", Walk(many(5000), width, height))


def test_golden_before_the_first_event() -> None:
    check("first", Walk(timeout()).act("first"))


def test_golden_ascii() -> None:
    walk = Walk(timeout(), glyphs=ASCII)
    check("ascii", walk.to(next_of(walk, "task.cancel")))
    assert walk.text.isascii()


def test_golden_one_pane_of_a_tiny_terminal() -> None:
    check("tiny-loop", Walk(timeout(), 40, 12))
    check("tiny-tasks", Walk(timeout(), 40, 12).act("nextPane"))


def test_golden_a_narrow_terminal() -> None:
    check("narrow", Walk(timeout(), 50, 30))


def test_golden_one_step_each_zoomed_in() -> None:
    check("steps", Walk(timeout()).to(30).act("scale", "zoomIn", "zoomIn", "zoomIn"))


def test_golden_the_causes_alone() -> None:
    walk = Walk(timeout(), pane=Pane.BECAUSE)
    check("because-alone", walk.to(next_of(walk, "task.cancel")).act("alone"))


def test_golden_the_keys() -> None:
    check("keys-80x24", Walk(timeout()).act("keys"))
    check("keys-160x50", Walk(timeout(), 160, 50).act("keys"))
    check("keys-ascii", Walk(timeout(), 80, 50, ASCII).act("keys"))


def test_golden_what_is_typed() -> None:
    check("find", Walk(timeout(), prompt=Prompt("find", "nobody", "no event says that")))


def next_of(walk: Walk, kind: str) -> int:
    """The position just after the first record of a kind."""
    return next(at for at, record in enumerate(walk.subject.trace.records, 1) if record.kind == kind)


def empty() -> Report:
    """A run of which nothing was recorded."""
    return judge(Script().trace(), None)


def truncated() -> Report:
    """The first half of a run."""
    script = wait_for_timeout()
    del script.records[25:]
    return judge(script.trace(end="killed"), None)


def no_source() -> Report:
    """A program of the user's: its code is not in the trace."""
    return judge(wait_for_timeout().trace(), None)


RUNS = [empty, truncated, no_source, hostile, queue, timeout]


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_line_fits_on_every_screen(run: Callable[[], Report], width: int, height: int) -> None:
    """Whatever is in the run, at each of its events, in both alphabets, with each pane, alone and not."""
    walk = Walk(run(), width, height)
    ways = list(product(Pane, (False, True), (UNICODE, ASCII)))
    for position in range(max(walk.subject.count + 1, len(ways))):
        pane, alone, walk.glyphs = ways[position % len(ways)]
        walk.state = replace(walk.state, pane=pane, alone=alone)
        assert_fits(walk.to(position))


def assert_fits(walk: Walk) -> None:
    lines = walk.lines
    assert len(lines) == walk.state.height
    for line in lines:
        assert line.cell_len <= walk.state.width, line.plain
        assert cell_len(line.plain) == line.cell_len
        assert line.plain.isprintable(), line.plain


def test_the_files_of_a_program() -> None:
    """Its source is not in the trace, but where its files are: the one that is run is shown."""
    script = Script()
    task = script.task("main")
    script.step(task)
    script.coro(task, "main", "shop.py")
    script.coro(task, "pay", "lib/pay.py")
    script.coro(task, "gone", "lib/gone.py")
    files = {"shop.py": ["async def main():"], "lib/pay.py": ["async def pay(): \x1b[2J"]}
    walk = Walk(judge(script.trace(), None), files=lambda file: files.get(file, []))

    shown = {position: walk.to(position).text for position in (4, 5, 6)}
    assert "1 ▶ async def main():" in shown[4]
    assert "lib/pay.py" in shown[5]
    assert "1 ▶ async def pay(): \\x1b[2J" in shown[5]
    assert "Its source is not part of the trace" in shown[6]
    assert "lib/gone.py:1 gone" in shown[6]


def test_hostile_text_is_text() -> None:
    """Escapes are shown as such, and markup as it is written."""
    walk = Walk(hostile(), 160, 50)
    shown = "\n".join(walk.to(position).text for position in range(walk.subject.count + 1))

    assert "[red]x[/] [link=file:///]\\x1b[31m\\x1b]0;t\\x07\\u202e\\u2066" in shown
    assert "\x1b" not in shown
    assert "漢字" in shown


def test_a_run_of_which_nothing_was_recorded() -> None:
    """There is nothing to step through, and no key makes it fail."""
    walk = Walk(empty())

    assert "before the first event" in walk.text
    assert "at event 0 of 0" in walk.text
    for name in sorted(set(ACTIONS.values())):
        assert_fits(walk.act(name))
        assert walk.position == 0
        walk.act("back")


class TestAnyRun:
    @settings(max_examples=40)
    @given(
        programs(),
        st.lists(st.sampled_from(sorted(set(ACTIONS.values()) - {"quit"})), max_size=40),
        st.sampled_from(SIZES),
        st.sampled_from(list(Kind)),
    )
    def test_any_keys_in_any_order(
        self, script: Script, keys: list[str], size: tuple[int, int], scale: Kind
    ) -> None:
        """Whatever is pressed, a screen comes out, with the event in it that was come to."""
        walk = Walk(judge(script.trace(), None), *size, scale=scale)
        for key in keys:
            assert_fits(walk.act(key))
            assert 0 <= walk.position <= walk.subject.count
