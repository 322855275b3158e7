"""The coroutines of a task, and how they await each other."""

from __future__ import annotations

from asyncx.trace.model import Outcome, TaskState
from tests.traces import Script, error, wait_for_timeout

MS = 1_000_000


class TestCoros:
    def test_depths_and_spans(self) -> None:
        """Each coroutine on the chain has a lane, whose label says what that coroutine awaits."""
        task = wait_for_timeout().trace().tasks[0]
        found = {
            coro.name: (coro.depth, coro.internal, [span.label for span in coro.spans if span.label])
            for coro in task.coros
            if coro.number < 5
        }

        assert found == {
            "main": (0, False, ["wait_for"] * 3),
            "wait_for": (1, True, ["fetch"] * 3),
            "fetch": (2, False, ["sleep(1)", "sleep(1)", "sleep(0.05)"]),
            "sleep": (3, True, ["a future"] * 2),
        }

    def test_outcomes(self) -> None:
        """A coroutine returns, raises, is cancelled, or (closed, or left alone) never ends."""
        script = Script()
        main = script.task("main")
        script.step(main)
        script.coro(main, "main")
        script.returns(script.coro(main, "a"))
        script.raises(script.coro(main, "b"), error("ValueError"))
        script.raises(script.coro(main, "c"), error("CancelledError"))
        script.raises(script.coro(main, "d"), error("GeneratorExit"))
        outcomes = {coro.name: coro.outcome for coro in script.trace().tasks[0].coros}

        assert outcomes == {
            "main": Outcome.NEVER_ENDED,
            "a": Outcome.RETURNED,
            "b": Outcome.RAISED,
            "c": Outcome.CANCELLED,
            "d": Outcome.NEVER_ENDED,
        }

    def test_a_coroutine_has_spans_only_while_it_lives(self) -> None:
        """A step is cut where the coroutine starts and where it ends."""
        script = Script()
        main = script.task("main")
        script.step(main)
        script.coro(main, "main")
        helper = script.at(10).coro(main, "helper")
        script.at(30).returns(helper)
        script.at(40).end(main)
        coros = {coro.name: coro for coro in script.trace().tasks[0].coros}

        assert [(span.start // MS, span.end // MS) for span in coros["helper"].spans] == [(10, 30)]
        assert [(span.start // MS, span.end // MS) for span in coros["main"].spans] == [(0, 40)]

    def test_a_generator_between_two_items_is_off_the_chain(self) -> None:
        """It is alive, but its consumer awaits something else: no span, and no place in the depth."""
        script = Script()
        main = script.task("main")
        script.step(main)
        script.coro(main, "main")
        script.coro(main, "items")
        script.coro(main, "use")
        script.wait(main, "main", "use")
        script.at(10).wake(main).step(main)
        script.wait(main, "main", "items")
        script.at(20).add("run.end", how="returned")
        coros = {coro.name: coro for coro in script.trace().tasks[0].coros}

        assert [coros[name].depth for name in ("main", "items", "use")] == [0, 1, 1]
        assert [span.state for span in coros["items"].spans] == [TaskState.RUNNING, TaskState.WAITING]
        assert coros["items"].spans[1].start == 10 * MS

    def test_outside_of_tasks(self) -> None:
        """A coroutine that is driven by hand is a stray."""
        script = Script()
        stray = script.coro(None, "by_hand")
        script.at(5).returns(stray)
        trace = script.trace()

        assert [(coro.name, coro.task, coro.end) for coro in trace.strays] == [("by_hand", None, 5 * MS)]
        assert trace.tasks == ()
