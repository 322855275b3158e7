"""A timeout is overdue for the time that its cleanup itself takes."""

from __future__ import annotations

import pytest

from asyncx.analysis.findings import find
from asyncx.analysis.rules.behind import behind_time
from asyncx.analysis.story import story_of
from tests.traces import Script, wait_for_timeout

MS = 1_000_000


def told(script: Script) -> list[str]:
    found = find(script.trace(clock="real"))
    return [finding.sentence for finding in found if finding.rule == "timeout-overdue"]


def test_it_waited_for_the_cleanup() -> None:
    assert told(wait_for_timeout()) == [
        "wait_for(timeout=0.1) took 150 ms: it waited for the cleanup in fetch()."
    ]


def test_a_loop_that_came_late_is_no_fault_of_the_cleanup() -> None:
    """It sleeps for 2 ms, and is woken after 50 on a machine that has no CPU for the loop."""
    assert told(wait_for_timeout(0.002)) == []
    assert len(told(wait_for_timeout(0.03))) == 1


def test_nor_is_a_thread_without_a_cpu() -> None:
    script = wait_for_timeout()
    script.add("loop.starved", loop=1, since=100 * MS, waited=45 * MS)

    assert told(script) == []


@pytest.mark.parametrize(
    ("start", "end", "long"),
    [(0, 10, 0), (0, 30, 10), (25, 48, 18), (0, 100, 25), (46, 100, 4), (60, 100, 0)],
)
def test_how_long_a_loop_was_behind(start: int, end: int, long: int) -> None:
    """Timers are due at 20 and 30 ms, and run at 40 ms; one that is due at 45 runs at 50."""
    script = Script()
    script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
    timers = [script.timer(due) for due in (30, 20, 45)]
    for timer, ran in zip(timers, (40, 40, 50), strict=True):
        script.at(ran).add("timer.fire", handle=timer, loop=1)
        script.add("timer.end", handle=timer)
    behind = behind_time(story_of(script.trace()))

    assert behind.within(1, start * MS, end * MS) == long * MS
    assert behind.within(2, start * MS, end * MS) == 0
