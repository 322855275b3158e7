"""The signs of deadlines in a trace without coroutines: only what it tells is shown."""

from __future__ import annotations

from collections.abc import Sequence

from asyncx.render.axis import Moment
from asyncx.render.deadlines import deadline_rows
from asyncx.render.glyphs import UNICODE
from asyncx.render.lanes import lanes
from asyncx.render.rows import Row
from tests.traces import Script, cancelled, error


class Deadlines(Script):
    """A task that waits under one deadline after the other, each of 100 ms from 0, 1000, ... ms on."""

    def __init__(self) -> None:
        super().__init__()
        self.main = self.task("main")
        self.step(self.main)
        self.since = 0.0

    def enter(self, scope: str) -> int:
        timer = self.timer(100, via=[scope], callback="Timeout._on_timeout")
        self.wait(self.main, "main", ("asyncio/tasks.py", scope))
        return timer

    def returns_in_time(self, scope: str, outcome: str | None = None) -> None:
        timer = self.enter(scope)
        self.at(self.since + 10).wake(self.main).step(self.main)
        self.add("timer.cancel", handle=timer, via=[scope], outcome=outcome)

    def fires(self, scope: str, left: dict[str, str] | None, *, late: float = 0, more: float = 0) -> None:
        """A deadline that cancels its task; the block is left with that error."""
        timer = self.enter(scope)
        self.at(self.since + 100 + late).add("timer.fire", handle=timer, loop=1)
        fired = len(self.records)
        self.cancel(self.main, because=fired, via=["Timeout._on_timeout"])
        self.wake(self.main).add("timer.end", handle=timer)
        self.at(self.since + 100 + late + more).step(self.main)
        self.add("task.uncancel", task=self.main, requests=0, via=["Timeout.__aexit__", scope], error=left)

    def later(self) -> Deadlines:
        self.since += 1000
        self.timer(900, via=["sleep"])
        self.wait(self.main, "main", ("asyncio/tasks.py", "sleep"))
        self.at(self.since).wake(self.main).step(self.main)
        return self

    def rows(self) -> list[Row]:
        trace = self.trace(clock="real")
        return list(deadline_rows(trace.tasks[0], trace, Moment(trace.end, len(self.records))))


def signs(rows: Sequence[Row]) -> list[list[str]]:
    return [[sign.glyph for sign in (*row.signs, *row.ends)] for row in rows]


def test_how_a_wait_for_was_left_that_did_not_fire_is_not_known() -> None:
    """It may have returned, or let an error through."""
    script = Deadlines()
    script.returns_in_time("wait_for")

    assert signs(script.rows()) == [[]]


def test_how_one_was_left_that_did_not_fire() -> None:
    script = Deadlines()
    script.returns_in_time("wait_for", "returned")
    script.later().returns_in_time("wait_for", "raised")
    script.later().returns_in_time("wait_for", "cancelled")
    script.later().returns_in_time("wait_for", "unheard of")

    assert signs(script.rows()) == [["returned"], ["raised"], ["cancelled"], []]


def test_how_one_was_left_that_fired() -> None:
    script = Deadlines()
    script.fires("wait_for", cancelled())
    script.later().fires("wait_for", error("OSError"))
    script.later().fires("wait_for", None)

    assert signs(script.rows()) == [["fired", "raised"], ["fired", "raised"], ["fired", "returned"]]


def test_wait_returns_when_its_time_is_up() -> None:
    script = Deadlines()
    timer = script.enter("wait")
    script.at(100).wake(script.main, timer).step(script.main)
    script.add("timer.cancel", handle=timer, via=["wait"])
    script.later().returns_in_time("wait")

    assert signs(script.rows()) == [["fired", "returned"], ["returned"]]


def test_wait_that_is_cancelled() -> None:
    script = Deadlines()
    timer = script.enter("wait")
    script.at(50).cancel(script.main)
    script.wake(script.main).step(script.main)
    script.add("timer.cancel", handle=timer, via=["wait"])
    script.end(script.main, "cancelled")

    assert signs(script.rows()) == [["cancelled"]]


def test_only_what_comes_after_the_firing_is_told_there() -> None:
    """Where the loop was held until long after the deadline, the timer itself was late."""
    script = Deadlines()
    script.fires("wait_for", cancelled(), more=50)
    script.later().fires("wait_for", cancelled(), late=500, more=50)
    script.later().fires("wait_for", cancelled(), late=500)

    assert [row.bars[1].label for row in script.rows()] == ["50 ms overdue", "50 ms more", ""]


def test_the_sign_of_one_does_not_stand_at_the_end_of_the_next() -> None:
    """They share a row, and the second begins where the first one ends."""
    script = Deadlines()
    first = script.enter("wait")
    script.at(10).wake(script.main).step(script.main)
    script.add("timer.cancel", handle=first, via=["wait"])
    script.enter("wait")
    script.at(60).cancel(script.main)
    script.wake(script.main).step(script.main)
    script.add("timer.cancel", handle=first + 1, via=["wait"])
    script.end(script.main, "cancelled")
    drawn = [line.plain for line in lanes(script.trace(clock="real"), 100, UNICODE)]
    (row,) = [line for line in drawn if "wait(0.1)" in line]

    assert row.endswith("⊘")
    assert "✓" not in row
