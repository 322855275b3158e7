"""How long a cancellation is under way: from the request to the end of the clean-up, and no longer."""

from asyncx.trace.model import TaskState
from tests.trace.waiting import CANCELLING, Waiting, only, shown
from tests.traces import Script, cancelled, error, wait_for_timeout


class TestUnderWay:
    def test_until_the_clean_up_is_over(self) -> None:
        """wait_for's deadline: from the timer to the end of fetch's clean-up, and no longer."""
        task = wait_for_timeout().trace().tasks[0]

        assert shown(task) == [
            "waiting",
            "being cancelled",
            "ready!",
            "running!",
            "being cancelled",
            "ready!",
            "running!",
        ]
        assert not task.swallowed

    def test_until_the_coroutine_that_caught_it_returns(self) -> None:
        """A helper catches it and returns: its caller goes on as if nothing had been."""
        script = Script()
        main = script.task("main")
        script.step(main)
        script.coro(main, "main")
        helper = script.coro(main, "helper")
        script.wait(main, "main", "helper")
        script.cancel(main)
        script.at(1).wake(main).step(main)
        script.throw(helper, cancelled())
        script.catch(helper, cancelled())
        script.returns(helper)
        script.wait(main, "main")
        script.at(2).wake(main).step(main)
        script.end(main)
        task = script.trace().tasks[0]

        assert [span.state for span in task.spans if span.label][-1] is TaskState.WAITING
        assert task.swallowed

    def test_until_it_becomes_another_error(self) -> None:
        """A helper turns it into an error of its own, which its caller catches."""
        script = Script()
        main = script.task("main")
        script.step(main)
        outer = script.coro(main, "main")
        helper = script.coro(main, "helper")
        script.wait(main, "main", "helper")
        script.cancel(main)
        script.at(1).wake(main).step(main)
        script.throw(helper, cancelled())
        script.raises(helper, error("ValueError"))
        script.catch(outer, error("ValueError"))
        script.wait(main, "main")

        assert script.trace().tasks[0].spans[-1].state is TaskState.WAITING

    def test_it_goes_on_in_the_coroutine_outside(self) -> None:
        """What leaves a helper as CancelledError is at work in its caller, which may clean up, too."""
        script = Script()
        main = script.task("main")
        script.step(main)
        script.coro(main, "main")
        helper = script.coro(main, "helper")
        script.wait(main, "main", "helper")
        script.cancel(main)
        script.at(1).wake(main).step(main)
        script.throw(helper, cancelled())
        script.raises(helper, cancelled())
        script.wait(main, "main")

        assert script.trace().tasks[0].spans[-1].state is CANCELLING

    def test_until_uncancel(self) -> None:
        """uncancel() ends it when it takes back the last request, even from outside of the task."""
        script = Waiting()
        script.cancel(script.main)
        script.cancel(script.main, requests=2)
        script.at(5).add("task.uncancel", task=script.main, requests=1)
        script.at(9).add("task.uncancel", task=script.main, requests=0)
        script.at(20).add("run.end", how="returned")
        spans = script.built().spans[2:]

        assert [(span.state, span.end // 1_000_000) for span in spans] == [
            (TaskState.WAITING, 0),
            (CANCELLING, 9),
            (TaskState.WAITING, 20),
        ]

    def test_a_timeout_in_a_trace_without_coroutines(self) -> None:
        """It takes its request back in the step that delivers it: what comes then is no clean-up."""
        script = Script()
        main = script.task("main")
        script.step(main)
        script.wait(main)
        script.at(1).cancel(main, via=["Timeout._on_timeout"])
        script.wake(main).step(main)
        script.add("task.uncancel", task=main, requests=0, via=["Timeout.__aexit__"], error=cancelled())
        script.wait(main)
        task = script.trace().tasks[0]

        assert only(task).delivered is not None
        assert (task.spans[-1].state, task.spans[-1].cancelling) == (TaskState.WAITING, False)
