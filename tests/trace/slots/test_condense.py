"""What is merged, what never is, and that nothing goes missing."""

from __future__ import annotations

import pytest

from asyncx.analysis.rules import loop_busy
from asyncx.kernel import slots as kernel
from asyncx.trace.build import build
from asyncx.trace.model import TaskState
from asyncx.trace.slots import condense as condensing
from asyncx.trace.slots import passes
from asyncx.trace.slots.merging import LONGEST
from tests.trace.slots.condensing import all_of, few, kinds, steps_of, yields
from tests.trace.slots.made import MICROSECOND, Made
from tests.traces import run


class TestMerged:
    def test_steps_that_follow_each_other_at_once(self) -> None:
        """They become one that lasts until the last was over, a millisecond at most."""
        records, made = few(yields(1000).bytes(), 100)
        steps = [record for record in records if record["kind"] == "task.step"]

        assert len(steps) == 11
        assert sum(step["steps"] for step in steps) == 1000
        assert steps[0] == {
            "n": 3,
            "t": 10_000,
            "thread": 1,
            "kind": "task.step",
            "task": 1,
            "loop": 1,
            "steps": 99,
            "busy": 990_000,
            "until": 1_000_000,
            "because": 2,
        }
        assert next(record for record in records if record["kind"] == "task.wait")["t"] == 1_000_000
        assert made.merged == 3 * (1000 - 11)

    def test_steps_that_take_turns(self) -> None:
        """The first one stays as long as it was: others ran meanwhile."""
        made = Made()
        for task in (1, 2):
            made.task(task)
        for number in range(400):
            made.at(10 + number * 5).step(1 + number % 2)
        made.at(3000).loop_stop()
        records, _ = few(made.bytes(), 50)
        spans = build(run(), records).tasks[0].spans
        first = next(span for span in spans if span.state is TaskState.RUNNING)

        assert first.end - first.start == 5 * MICROSECOND
        assert steps_of(build(run(), records)) == {1: 200, 2: 200}

    def test_callbacks(self) -> None:
        """Those of one name become one."""
        made = Made()
        for number in range(200):
            made.at(number * 4).call(number + 1, "tick")
        made.at(900).loop_stop()
        records, _ = few(made.bytes(), 20)

        assert kinds(records) == {"handle.new": 1, "handle.run": 1, "handle.end": 1, "loop.stop": 1}
        assert records[1]["calls"] == 200
        assert records[1]["busy"] == 900_000

    def test_slots_that_stand_for_several_callbacks(self) -> None:
        """No call is lost."""
        made = Made()
        for number in range(200):
            made.at(number * 4).call(number + 1, "tick", calls=3)
        made.at(900).loop_stop()

        assert few(made.bytes(), 20)[0][1]["calls"] == 600

    @pytest.mark.parametrize("again", [True, False])
    def test_callbacks_that_have_themselves_called(self, again: bool) -> None:
        """They are merged into another one than those that something else called: a rule tells them apart."""
        made = Made()
        made.json("loop.run", loop=1)
        cause = first = made.at(0).call(1, "start")
        for number in range(2000):
            cause = made.at(1 + number * 0.4).call(number + 2, "tick", cause=cause if again else first)
        made.at(900).loop_stop()
        records, _ = few(made.bytes(), 20)
        ticks = [each for each in records if each["kind"] == "handle.run" and each["callback"] == "tick"]

        assert [each.get("calls", 1) for each in ticks] == ([1, 1999] if again else [2000])
        assert len(list(loop_busy.check(build(run(), records)))) == again

    def test_short_sleeps(self) -> None:
        """Timers that came on time go with the steps that set them."""
        made = Made()
        made.task(1)
        cause = 0
        for number in range(300):
            at = number * 100
            step = made.at(at).step(1, cause=cause)
            timer = made.at(at + 2).timer(number + 1, at + 50, cause=step)
            made.at(at + 4).idle(at + 50)
            cause = made.at(at + 62).fire(number + 1, cause=timer)
            made.at(at + 64)
        made.loop_stop()
        records, condensed = few(made.bytes(), 200)
        count = kinds(records)

        assert count["timer.new"] == count["timer.fire"] == count["timer.end"] < 60
        assert count["loop.idle"] == count["loop.turn"] < 60
        assert sum(record.get("steps", 1) for record in records if record["kind"] == "task.step") == 300
        assert condensed.merged + len(records) == len(all_of(made.bytes()))


class TestNeverMerged:
    def test_few_records(self) -> None:
        """They are all kept."""
        data = yields(condensing.FEW // 3 - 1).bytes()

        assert few(data, passes.MOST)[1].merged == 0
        assert few(yields(condensing.FEW // 3 + 1).bytes(), passes.MOST)[1].merged > 0

    def test_a_step_that_holds_the_loop(self) -> None:
        """However many short ones there are around it."""
        made = yields(500)
        made.at(20_000).step(1)
        made.at(20_000 + LONGEST / MICROSECOND).step(1)
        made.at(40_000).loop_stop()
        records, _ = few(made.bytes(), 10)

        assert {"t": 20_000_000}.items() <= next(
            record.items()
            for record in records
            if record["kind"] == "task.step" and record["t"] == 20_000_000
        )

    def test_the_last_step_before_a_long_wait(self) -> None:
        """The wait is as long as it was, and has its description."""
        made = yields(500)
        step = made.at(6000).step(1)
        made.at(6005).wait(1, step, {"task": 9})
        made.at(6005).idle(None)
        made.at(2_000_001).step(1)
        made.at(2_000_002).loop_stop()
        records, _ = few(made.bytes(), 10)
        wait = next(record for record in records if record.get("on") == {"task": 9})

        assert wait["t"] == 6_005_000

    def test_a_timer_that_came_late(self) -> None:
        """It stays, and so does the step that set it."""
        made = yields(500)
        step = made.at(5010).step(1)
        timer = made.at(5012).timer(1, 5100, cause=step)
        made.at(5014).step(2)
        fired = made.at(19_000).fire(1, cause=timer)
        made.at(19_001).step(1, cause=fired)
        made.at(19_002).loop_stop()
        records, _ = few(made.bytes(), 10)
        setter = records[next(r for r in records if r["kind"] == "timer.new")["because"] - 1]

        assert kinds(records)["timer.fire"] == 1
        assert (setter["kind"], setter["t"]) == ("task.step", 5_010_000)

    def test_a_timer_that_never_came(self) -> None:
        """Who looks for what was left over finds it."""
        made = yields(500)
        step = made.at(5010).step(1)
        made.at(5012).timer(1, 9_000_000, cause=step)
        made.at(5014).loop_stop()

        assert kinds(few(made.bytes(), 10)[0])["timer.new"] == 1

    def test_a_step_in_which_something_happened(self) -> None:
        """Who made a task, or cancelled one, is still the one who did."""
        made = yields(500)
        step = made.at(5010).step(1)
        made.at(5011).task(2, cause=step)
        made.at(5012).json("task.cancel", cause=step, task=2, accepted=True)
        made.at(5014).loop_stop()
        trace = build(run(), few(made.bytes(), 10)[0])

        assert trace.tasks[1].maker == 1
        assert trace.tasks[1].cancels[0].asker == 1
        assert trace.index[trace.index[trace.tasks[1].first].because or 0].t == 5_010_000


def test_threads_do_not_disturb_each_other() -> None:
    """Each has its own loop, and is merged by itself; the order of time is kept."""
    made = Made()
    for thread in (1, 2):
        made.on(thread).task(thread)
    for number in range(300):
        for thread in (1, 2):
            made.on(thread).at(10 + number * 8 + thread).step(thread)
    for thread in (1, 2):
        made.on(thread).at(5000).loop_stop()
    records, _ = few(made.bytes(), 30)
    times = [record["t"] for record in records]

    assert times == sorted(times)
    assert steps_of(build(run(), records)) == {1: 300, 2: 300}
    assert {record["thread"] for record in records if record["kind"] == "task.step"} == {1, 2}


def test_many_pages() -> None:
    """A step that begins on one page ends on the next."""
    made = yields(3 * kernel.SLOTS)

    assert steps_of(build(run(), few(made.bytes(), 500)[0])) == {1: 3 * kernel.SLOTS}
