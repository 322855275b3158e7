"""The chain of causes of a finding, and the lanes that take part in it."""

from __future__ import annotations

import pytest

from asyncx.analysis.causes import WhyStep
from asyncx.analysis.finding import Severity
from asyncx.render.glyphs import UNICODE
from asyncx.render.why import why_screen
from asyncx.trace.model import Place
from tests.traces import FILE, Script

from . import golden
from .watched import about, finding, judged, shop_watched


@pytest.mark.parametrize("width", [80, 100])
def test_why_a_finding_came_about(width):
    watched = shop_watched()
    records = {record.kind: record for record in watched.trace.records}
    steps = [
        WhyStep(
            1, watched.trace.records[4].n, 0, 0, "main makes the task heartbeat", "", Place(FILE, 19, "main")
        ),
        WhyStep(2, records["task.cancel"].n, 250_000_000, 1, "asyncio.run() cancels heartbeat", "", None),
    ]
    golden.check(f"why-{width}", why_screen(watched, 2, steps, about(), width, UNICODE), width)


def by_others() -> tuple[Script, int]:
    """A callback that holds the loop, a job in a thread, and a task that has to do with neither."""
    script = Script()
    main = script.task("main")
    script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
    script.add("loop.run", loop=1)
    script.step(main)
    script.task("bystander", name="bystander")
    script.add("job.new", job=1, function="query", via=["BaseEventLoop.run_in_executor"])
    script.add("thread.new", started=2, name="asyncio_0", where=[FILE, 3, "main"])
    back = script.timer(10, via=["BaseEventLoop.call_later"], callback="refresh")
    script.wait(main, "main")
    script.on(2).add("thread.run")
    script.add("job.run", job=1)
    script.on(1).at(10).add("timer.fire", handle=back, loop=1)
    return script, back


def test_why_shows_the_callback_that_the_chain_speaks_of():
    script, back = by_others()
    fired = len(script.records)
    script.at(50).add("timer.end", handle=back)
    trace = script.trace(clock="real")
    found = finding(trace, "loop-blocked", Severity.PROBLEM, "refresh() held the loop.", record=fired)
    steps = [WhyStep(1, fired, 10_000_000, 0, "the timer fires", "", None)]
    drawn = why_screen(judged(trace, found), 1, steps, about(), 100, UNICODE).plain

    assert "callback refresh" in drawn
    assert "thread asyncio_0" not in drawn
    assert " + 1 other task, not in this chain" in drawn
    assert "no part" not in drawn


def test_why_shows_the_thread_of_a_job():
    script, back = by_others()
    script.at(11).add("timer.end", handle=back)
    given_up = script.at(50).add("job.cancel", job=1)
    script.on(2).at(90).add("job.end", job=1, outcome="returned")
    script.add("thread.end")
    trace = script.trace(clock="real")
    found = finding(trace, "executor-outlives", Severity.WARNING, "query() went on.", record=given_up)
    steps = [WhyStep(1, given_up, 50_000_000, 0, "the job is given up", "", None)]
    drawn = why_screen(judged(trace, found), 1, steps, about(), 100, UNICODE).plain

    assert "thread asyncio_0" in drawn
    assert "callback refresh" not in drawn
    assert " Task-1 main " in drawn


def test_why_shows_the_task_in_which_a_generator_was_closed():
    script = Script()
    main = script.task("main")
    script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
    script.add("loop.run", loop=1)
    step = script.step(main)
    closes = script.add("handle.new", handle=1, callback="create_task", loop=1, because=step)
    left = script.add("generator.left", generator="rows", loop=1, how="freed", because=step)
    script.sleep(main, 0.05, "main")
    ran = script.add("handle.run", handle=1, loop=1, because=closes)
    script.task("rows.aclose", because=ran)
    script.task("bystander", name="bystander")
    script.add("handle.end", handle=1)
    script.at(50).wake(main).step(main)
    script.end(main)
    trace = script.trace(clock="real")
    found = finding(trace, "generator-not-closed", Severity.WARNING, "rows() was left.", record=left)
    steps = [WhyStep(1, left, 0, 0, "main lets go of rows()", "", None)]
    drawn = why_screen(judged(trace, found), 1, steps, about(), 100, UNICODE).plain

    assert "rows.aclose" in drawn
    assert "bystander" not in drawn
