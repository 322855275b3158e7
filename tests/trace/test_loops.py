"""Loops, threads, and what holds them."""

from __future__ import annotations

from asyncx.trace.model import Place
from tests.traces import Script

MS = 1_000_000


class TestLoopsAndThreads:
    def test_loops(self) -> None:
        """Each time a loop runs is a stretch; one that still runs ends with the trace."""
        script = Script()
        script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
        script.add("loop.run", loop=1)
        script.add("loop.turn", loop=1, turn=1)
        script.at(10).add("loop.stop", loop=1)
        script.add("loop.close", loop=1)
        script.on(2).add("loop.run", loop=2)
        script.at(30).add("run.end", how="returned")
        first, second = script.trace().loops

        assert (first.class_name, first.turns, first.runs) == (
            "_UnixSelectorEventLoop",
            1,
            ((1, 0, 10 * MS),),
        )
        assert (first.closed_at, second.closed_at) == (10 * MS, None)

    def test_turns_that_were_not_counted(self) -> None:
        """A watched program's busy turns are left out of its trace: what is there is no count of them."""
        script = Script()
        script.add("loop.new", loop=1, class_="_UnixSelectorEventLoop")
        script.add("loop.turn", loop=1)

        assert [loop.turns for loop in script.trace().loops] == [0]

    def test_threads(self) -> None:
        """The main thread is there from the beginning, others from their start, with a name or a number."""
        script = Script()
        script.at(5).add("thread.new", started=2, name="worker", where=["shop.py", 3, "main"])
        script.on(2).at(6).add("thread.run")
        script.at(8).add("thread.end")
        script.on(3).at(9).add("out", stream="stdout", text="hi")
        threads = script.trace().threads

        assert [(thread.name, thread.start // MS, thread.end) for thread in threads] == [
            ("MainThread", 0, None),
            ("worker", 5, 8 * MS),
            ("thread 3", 9, None),
        ]
        assert threads[1].place == Place("shop.py", 3, "main")

    def test_holds(self) -> None:
        """A blocking call holds the loop that runs in its thread, and belongs to the task that made it."""
        script = Script()
        script.add("thread.wait", what="Thread.join")
        script.at(1).add("thread.wake", what="Thread.join")
        script.add("loop.run", loop=1)
        main = script.task("main")
        script.step(main)
        script.add("thread.wait", what="time.sleep", where=["shop.py", 9, "main"])
        script.at(21).add("thread.wake", what="time.sleep")
        script.add("thread.wait", what="Lock.acquire")
        script.at(30).on(2).add("out", stream="stdout", text="meanwhile")
        found = [
            (hold.what, hold.loop, hold.task, (hold.end - hold.start) // MS) for hold in script.trace().holds
        ]

        assert found == [
            ("Thread.join", None, None, 1),
            ("time.sleep", 1, main, 20),
            ("Lock.acquire", 1, main, 9),
        ]
