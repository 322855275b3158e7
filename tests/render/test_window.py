"""Of a long run the part is drawn that its findings are about."""

from __future__ import annotations

from typing import Any

from asyncx.analysis.finding import Severity
from asyncx.analysis.watched import Watched
from asyncx.render.glyphs import UNICODE
from asyncx.render.run import run_screen
from asyncx.render.window import around
from asyncx.render.words import MS
from tests.traces import Script

from . import golden
from .watched import about, finding, judged


def service() -> Script:
    """main() serves for a minute, one request after the other; the request at 30 s holds the loop."""
    script = Script()
    main = script.task("main")
    script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
    script.add("loop.run", loop=1)
    script.step(main)
    script.wait(main, "main")
    for second in range(60):
        script.at(second * 1000)
        request = script.task("request", name=f"request-{second}")
        script.step(request)
        timer = script.sleep(request, 0.01, "request")
        script.at(second * 1000 + 10).wake(request, timer).step(request)
        script.at(second * 1000 + (210 if second == 30 else 11)).end(request)
    script.at(60_000).ready(main)
    script.step(main)
    script.end(main)
    script.add("loop.stop", loop=1)
    return script


def run(start: float, end: float, **changes: Any) -> Watched:
    """The service with a finding from `start` to `end` (ms)."""
    trace = service().trace(**{"clock": "real", **changes})
    slow = next(task for task in trace.tasks if task.name == "request-30")
    held = finding(
        trace,
        "loop-blocked",
        Severity.PROBLEM,
        "request-30 held the loop for 200 ms.",
        record=next(record.n for record in trace.records if record.t >= start * MS),
        start=round(start * MS),
        end=round(end * MS),
        tasks=(slow.number,),
    )
    return judged(trace, held)


def test_a_fault_of_a_moment_in_a_run_of_a_minute():
    golden.check("run-window", run_screen(run(30_010, 30_210), about(), 100, UNICODE), 100)


def test_who_lived_at_another_time_is_only_counted():
    drawn = run_screen(run(30_010, 30_210), about(), 100, UNICODE).plain
    assert "request-30 " in drawn
    assert "request-29 " not in drawn
    assert "From 29.9 s to 30.3 s, around the findings" in drawn


def test_a_fault_that_goes_through_the_run_needs_all_of_it():
    assert around(run(0, 30_000).trace, run(0, 30_000).findings) is None
    assert "around the findings" not in run_screen(run(0, 30_000), about(), 100, UNICODE).plain


def test_a_fault_of_no_length_has_some_room_around_it():
    watched = run(30_010, 30_010)
    window = around(watched.trace, watched.findings)
    assert window is not None
    start, end = window
    assert (start.t, end.t) == (29_960 * MS, 30_060 * MS)


def test_at_the_edges_of_the_run_there_is_less():
    watched = run(59_990, 60_000)
    window = around(watched.trace, watched.findings)
    assert window is not None
    assert window[1].t == 60_000 * MS


def test_on_the_virtual_clock_and_without_findings_there_is_the_whole_run():
    watched = run(30_010, 30_210, clock="virtual")
    assert around(watched.trace, watched.findings) is None
    assert around(run(30_010, 30_210).trace, ()) is None
