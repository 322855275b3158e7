"""What each slot says, as records."""

from typing import Any

from asyncx.kernel import slots as kernel
from asyncx.trace.build import build
from asyncx.trace.model import TaskState
from tests.trace.slots.made import FILE, ORIGIN, Made, told
from tests.traces import error, run


def only(made: Made, kind: str) -> dict[str, Any]:
    """The one record of a kind."""
    (record,) = [record for record in made.decoded().records if record["kind"] == kind]
    return record


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


class TestCallbacks:
    def test_a_callback_is_three_records(self) -> None:
        """It was scheduled when its cause began."""
        made = Made()
        first = made.at(1).call(1, "tick")
        made.at(5).call(2, "tock", cause=first)
        made.at(8).loop_stop()

        assert told(made.decoded()) == [
            "1 handle.new 1",
            "1 handle.run 1 1",
            "1 handle.new 2 2",
            "5 handle.end 1 2",
            "5 handle.run 2 3",
            "8 handle.end 2 5",
            "8 loop.stop 1",
        ]
        assert [record.get("callback") for record in made.decoded().records[:3]] == ["tick", "tick", "tock"]

    def test_one_that_is_called_again(self) -> None:
        """It was made once, and has its name from then on."""
        made = Made()
        made.at(1).call(1, "read")
        made.at(5).call(1)
        made.at(8).loop_stop()

        assert told(made.decoded())[2:] == [
            "5 handle.end 1 2",
            "5 handle.run 1 1",
            "8 handle.end 1 4",
            "8 loop.stop 1",
        ]
        assert made.decoded().records[3]["callback"] == "read"

    def test_a_row_of_callbacks(self) -> None:
        """One slot stands for all of them."""
        made = Made()
        made.at(1).call(1, "_done_callback", calls=7)
        made.at(9).loop_stop()
        run = only(made, "handle.run")

        assert (run["calls"], run["busy"], run["until"]) == (7, 8000, 9000)

    def test_a_timer(self) -> None:
        """It fires because it was set; its time, too, is counted from the beginning."""
        made = Made()
        set_ = made.at(1).timer(3, 50)
        made.at(51).fire(3, cause=set_)
        made.at(52).timer_cancel(4)
        made.at(53).loop_stop()

        assert told(made.decoded()) == [
            "1 timer.new 3",
            "51 timer.fire 3 1",
            "52 timer.cancel 4",
            "53 timer.end 3 2",
            "53 loop.stop 1",
        ]
        assert only(made, "timer.new")["due"] == 50_000
        assert "delay" not in only(made, "timer.new")

    def test_a_timer_whose_call_says_for_how_long_it_is(self) -> None:
        made = Made()
        made.at(4).timer(3, 50, delay=49)

        assert only(made, "timer.new")["due"] == 50_000
        assert only(made, "timer.new")["delay"] == 49_000

    def test_the_beginning_of_a_file_is_no_callback(self) -> None:
        """What has no number is left out, and counted."""
        made = Made()
        made.at(1).call(0, "x")

        assert made.decoded().lost == ((1, "slot that makes no sense"),)


class TestLoops:
    def test_idle_times(self) -> None:
        """One slot says when a loop had nothing to run, and until when; it goes on with the next slot."""
        made = Made()
        made.at(1).idle(50)
        made.at(60).call(5, "tick")
        made.at(70).idle(None)
        decoded = made.decoded()

        assert told(decoded)[:2] == ["1 loop.idle 1", "60 loop.turn 1"]
        assert told(decoded)[-1] == "70 loop.idle 1"
        assert decoded.records[0]["until"] == 50_000
        assert "until" not in decoded.records[-1]

    def test_an_idle_time_across_pages(self) -> None:
        """The next slot of its thread may be on the next page, those of other threads say nothing."""
        made = Made()
        made.at(1).idle(50)
        while len(made.pages[0].slots) < kernel.SLOTS:
            made.idle(50)
        made.on(2).at(20).json("thread.run")
        made.on(1).at(30).call(5, "tick")
        decoded = told(made.decoded())

        assert len(made.pages) == 3
        assert "30 loop.turn 1" in decoded
        assert "20 loop.turn 1" not in decoded

    def test_what_holds_a_loop(self) -> None:
        """Its watcher writes pages of its own, but in the name of the thread; the step is the cause's."""
        made = Made()
        made.task(1)
        made.task(2)
        step = made.at(10).step(1)
        held = made.on(1, "watcher").at(40).json("loop.held", cause=step, where=[FILE, 5, "main"])
        again = made.at(70).json("loop.held", cause=held, where=[FILE, 5, "main"])
        made.on(1).at(90).step(2, cause=again)
        made.at(95).loop_stop()
        decoded = made.decoded()

        assert told(decoded)[3:9] == [
            "10 task.step 1 3",
            "40 loop.held 1 4",
            "70 loop.held 1 5",
            "70 task.ready 2 6",
            "90 task.wait 1 4",
            "90 task.step 2 7",
        ]
        assert decoded.records[5]["since"] == 10_000
        assert decoded.records[5]["loop"] == 1
        assert decoded.lost == ()

    def test_a_watcher_that_was_faster(self) -> None:
        """What was being written when its cause changed has the cause before that."""
        made = Made()
        made.task(1)
        step = made.at(10).step(1)
        held = made.on(1, "watcher").at(40).json("loop.held", cause=step)
        made.on(1).at(39).task(2, cause=held)
        made.at(50).loop_stop()
        decoded = made.decoded()

        assert decoded.records[3]["kind"] == "task.new"
        assert decoded.records[3]["because"] == 3
        assert decoded.lost == ()


class TestRareRecords:
    def test_what_began_before_the_recording(self) -> None:
        """A test's part of a recording has an origin of its own."""
        made = Made()
        made.at(20).json("loop.starved", loop=1, since=ORIGIN - 5_000, waited=12_000)
        made.at(30).json("thread.wait", what="Lock.acquire", until=-1)

        assert only(made, "loop.starved")["since"] == 0
        assert only(made, "thread.wait")["until"] == -1

    def test_they_come_as_they_are(self) -> None:
        """But for their times, which the clock said."""
        made = Made()
        made.task(1)
        cause = made.at(3).step(1)
        made.at(5).json("thread.wait", cause=cause, what="time.sleep", until=ORIGIN + 9000, n=99, where=None)
        wait = only(made, "thread.wait")

        assert wait == {
            "n": 4,
            "t": 5000,
            "thread": 1,
            "kind": "thread.wait",
            "what": "time.sleep",
            "until": 9000,
            "because": 3,
        }

    def test_threads(self) -> None:
        """Their records stand in the order of time, and texts hold for all of them."""
        made = Made()
        made.text("job")
        made.at(20).on(2).json("job.run", job=1)
        made.task(7)
        made.at(10).on(1).json("job.new", job=1)
        made.at(30).json("thread.run")
        decoded = made.decoded()

        assert [(record["kind"], record["thread"]) for record in decoded.records] == [
            ("job.new", 1),
            ("job.run", 2),
            ("task.new", 2),
            ("thread.run", 1),
        ]
        assert decoded.records[2]["coro"] == "job"

    def test_a_step_that_another_thread_made_ready(self) -> None:
        """That is where, and when, it became ready."""
        made = Made()
        made.task(1)
        cause = made.at(10).on(2).json("job.end", job=1)
        made.at(40).on(1).step(1, cause=cause)
        made.at(50).loop_stop()

        ready = only(made, "task.ready")
        assert (ready["t"], ready["thread"], ready["because"]) == (10_000, 2, 2)
