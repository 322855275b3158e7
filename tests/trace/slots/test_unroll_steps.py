"""What each slot of a task's step says, as records."""

from asyncx.kernel import slots as kernel
from asyncx.trace.build import build
from asyncx.trace.model import TaskState
from tests.trace.slots.made import FILE, Made, only, told
from tests.traces import error, run


class TestSteps:
    def test_a_step_is_three_records(self) -> None:
        """It became ready when its cause began, and lasts until the next step of its thread."""
        made = Made()
        made.task(1)
        made.task(2)
        first = made.at(10).step(1)
        made.at(15).step(2, cause=first)
        made.at(18).loop_stop()

        assert told(made.decoded()) == [
            "0 task.new 1",
            "0 task.new 2",
            "10 task.ready 1",
            "10 task.step 1 3",
            "10 task.ready 2 4",
            "15 task.wait 1 4",
            "15 task.step 2 5",
            "18 task.wait 2 7",
            "18 loop.stop 1",
        ]

    def test_a_step_that_is_still_under_way(self) -> None:
        """The last one of a program that was killed in it never ended."""
        made = Made()
        made.task(1)
        made.at(10).step(1)
        trace = build(run(), made.decoded().records)

        assert told(made.decoded())[-1] == "10 task.step 1 2"
        assert trace.tasks[0].spans[-1].state is TaskState.RUNNING

    def test_a_bare_yield(self) -> None:
        """A task that is ready because of its own step waits for nothing."""
        made = Made()
        made.task(1)
        first = made.at(10).step(1)
        made.at(20).step(1, cause=first)
        made.at(30).loop_stop()

        assert told(made.decoded())[1:6] == [
            "10 task.ready 1",
            "10 task.step 1 2",
            "20 task.ready 1 3",
            "20 task.wait 1 3",
            "20 task.step 1 4",
        ]
        assert made.decoded().records[4]["on"] == {}

    def test_a_task_is_not_ready_before_it_is_made(self) -> None:
        """Its maker's step began earlier, but only then it is there."""
        made = Made()
        made.task(1)
        maker = made.at(10).step(1)
        made.at(14).task(2, cause=maker)
        made.at(20).step(2, cause=maker)
        made.at(30).loop_stop()

        assert told(made.decoded())[3:6] == ["14 task.new 2 3", "14 task.ready 2 3", "20 task.wait 1 3"]

    def test_a_task_that_was_seen_late(self) -> None:
        """It was there when it became ready; nobody saw who made it."""
        made = Made()
        made.task(1)
        maker = made.at(10).step(1)
        made.at(14).step(1, cause=maker)
        made.at(20).task(2, found=True)
        made.at(20).step(2, cause=maker)
        made.at(30).loop_stop()

        assert told(made.decoded())[2:8] == [
            "10 task.step 1 2",
            "10 task.new 2",
            "10 task.ready 2 3",
            "14 task.ready 1 3",
            "14 task.wait 1 3",
            "14 task.step 1 6",
        ]

    def test_what_happens_in_a_step_is_inside_it(self) -> None:
        """Even at the moment of its end."""
        made = Made()
        made.task(1)
        step = made.at(10).step(1)
        made.at(20).timer(5, 90, cause=step)
        made.idle(90)

        assert told(made.decoded())[2:6] == [
            "10 task.step 1 2",
            "20 timer.new 5 3",
            "20 task.wait 1 3",
            "20 loop.idle 1",
        ]

    def test_the_first_step_of_an_eager_task(self) -> None:
        """It lies inside the step of its maker, and comes of its creation."""
        made = Made()
        made.task(1)
        maker = made.at(10).step(1)
        made.at(12).task(2, eager=True, cause=maker)
        made.at(13).step(2, cause=maker, took=4)
        made.at(20).idle(None)

        assert told(made.decoded())[2:7] == [
            "10 task.step 1 2",
            "12 task.new 2 3",
            "13 task.step 2 4",
            "17 task.wait 2 5",
            "20 task.wait 1 3",
        ]

    def test_an_eager_task_that_is_woken_by_its_maker(self) -> None:
        """In the step that made it, but not before its own first step is over."""
        made = Made()
        made.task(1)
        maker = made.at(10).step(1)
        made.at(12).task(2, eager=True, cause=maker)
        made.at(13).step(2, cause=maker, took=4)
        made.at(20).step(2, cause=maker)
        made.at(30).idle(None)
        decoded = made.decoded()

        assert decoded.lost == ()
        assert told(decoded)[4:9] == [
            "13 task.step 2 4",
            "17 task.wait 2 5",
            "17 task.ready 2 3",
            "20 task.wait 1 3",
            "20 task.step 2 7",
        ]

    def test_a_hold_while_a_cancel_takes_effect(self) -> None:
        """It is the step's that asked for it."""
        made = Made()
        made.task(1)
        step = made.at(10).step(1)
        made.at(11).task(2, cause=step)
        cancel = made.at(20).json("task.cancel", cause=step, task=2, accepted=True)
        made.on(1, "watcher").at(30_000).json("loop.held", cause=cancel, stack=[])
        made.on(1).at(40_000).loop_stop()
        held = only(made, "loop.held")

        assert made.decoded().lost == ()
        assert (held["task"], held["loop"], held["since"]) == (1, 1, 10_000)

    def test_an_end(self) -> None:
        """It is the end of its step, too; the error is written as text."""
        made = Made()
        made.task(1, "main", "boss")
        step = made.at(10).step(1)
        made.at(12).end(1, kernel.RAISED, cause=step, error=error("ValueError", "no"))
        made.at(13).loop_stop()

        assert told(made.decoded())[2:] == ["10 task.step 1 2", "12 task.end 1 3", "13 loop.stop 1"]
        assert only(made, "task.end")["outcome"] == "raised"
        assert only(made, "task.end")["error"] == error("ValueError", "no")
        assert only(made, "task.new")["name"] == "boss"
        assert only(made, "task.new")["coro"] == "main"
        assert only(made, "task.new")["where"] == [FILE, 1, "main"]
        assert only(made, "task.new")["via"] == ["create_task"]

    def test_a_name_that_was_counted_wrong(self) -> None:
        """It is not said."""
        made = Made()
        for task in 1, 2, 3:
            made.task(task)
        made.json("task.names", since=2, until=3)
        names = [record["name"] for record in made.decoded().records if record["kind"] == "task.new"]

        assert names == ["Task-1", "", "Task-3"]

    def test_a_step_with_which_its_task_returns(self) -> None:
        """It needs no slot of its own, and is told even when nothing comes after it."""
        made = Made()
        made.task(1)
        made.at(10).step(1, returned=True)
        cut = told(made.decoded())
        made.at(13).loop_stop()

        assert cut[2:] == ["10 task.step 1 2", "10 task.end 1 3"]
        assert told(made.decoded())[2:] == ["10 task.step 1 2", "13 task.end 1 3", "13 loop.stop 1"]
        assert only(made, "task.end")["outcome"] == "returned"

    def test_what_a_task_waits_for_is_told_later(self) -> None:
        """A description belongs to the wait after its step, and another task is named by its number."""
        made = Made()
        made.task(1)
        step = made.at(10).step(1)
        made.at(30).wait(1, step, {"task": 2}, [[FILE, 4, "main"]])
        made.at(31).idle(None)
        wait = only(made, "task.wait")

        assert wait["on"] == {"task": 2}
        assert wait["stack"] == [[FILE, 4, "main"]]

    def test_a_wait_of_which_nothing_is_said(self) -> None:
        """It has no label, for it is not known whether the task only yielded."""
        made = Made()
        made.task(1)
        made.at(10).step(1)
        made.at(30).idle(None)
        wait = only(made, "task.wait")

        assert "on" not in wait
        assert build(run(), made.decoded().records).tasks[0].spans[-1].label == ""
