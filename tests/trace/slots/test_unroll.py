"""What each slot of a callback, a loop, or a rare record says, as records."""

from asyncx.kernel import slots as kernel
from tests.trace.slots.made import FILE, ORIGIN, Made, only, told


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
