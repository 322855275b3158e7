"""Cancellations: who asked, whether it arrived, and who swallowed it."""

from asyncx.trace.model import CancelRequest, Outcome, TaskState
from tests.trace.waiting import CANCELLING, Waiting, only, shown
from tests.traces import Script, cancelled, wait_for_timeout


class TestDelivery:
    def test_delivered(self) -> None:
        """CancelledError is raised in the coroutine at the next step: that record is the delivery."""
        script = Waiting()
        asked = script.at(10).cancel(script.main, message="enough")
        script.resume(10)
        thrown = script.throw(script.coro_main, cancelled())
        script.raises(script.coro_main, cancelled())
        script.end(script.main, "cancelled")
        task = script.built()

        assert only(task) == CancelRequest(
            n=asked,
            t=10_000_000,
            accepted=True,
            message="enough",
            asker=None,
            route="",
            place=None,
            delivered=thrown,
        )
        assert shown(task) == ["waiting", "being cancelled", "ready!", "running!"]
        assert (task.outcome, task.swallowed) == (Outcome.CANCELLED, False)

    def test_before_the_first_step(self) -> None:
        """The coroutine never starts; the step in which the task ends is the delivery."""
        script = Script()
        main = script.task("main")
        script.cancel(main)
        step = script.step(main)
        script.end(main, "cancelled")
        task = script.trace().tasks[0]

        assert only(task).delivered == step
        assert [(span.state, span.cancelling) for span in task.spans] == [
            (TaskState.READY, False),
            (TaskState.READY, True),
            (TaskState.RUNNING, True),
        ]

    def test_two_requests_are_one_delivery(self) -> None:
        """Two calls before the next step raise one CancelledError."""
        script = Waiting()
        script.cancel(script.main)
        script.cancel(script.main, requests=2)
        script.resume(1)
        thrown = script.throw(script.coro_main, cancelled())

        assert [request.delivered for request in script.built().cancels] == [thrown, thrown]

    def test_refused(self) -> None:
        """A task that has ended accepts nothing."""
        script = Waiting()
        script.resume(1)
        script.end(script.main)
        script.cancel(script.main, accepted=False, requests=0)
        request = only(script.built())

        assert (request.accepted, request.delivered) == (False, None)

    def test_lost(self) -> None:
        """When the awaited thing completes in spite of it, the step goes by without CancelledError."""
        script = Waiting()
        script.cancel(script.main)
        script.resume(1)
        script.wait(script.main, "main")
        script.resume(2)
        script.end(script.main)
        task = script.built()

        assert (only(task).delivered, task.swallowed) == (None, False)
        assert shown(task)[-3:] == ["waiting", "ready", "running"]

    def test_of_itself(self) -> None:
        """A task that cancels itself is cancelled at its next await, not in the step of the call."""
        script = Script()
        main = script.task("main")
        script.step(main)
        coro = script.coro(main, "main")
        script.cancel(main)
        script.wait(main, "main")
        script.at(1).wake(main).step(main)
        thrown = script.throw(coro, cancelled())
        task = script.trace().tasks[0]

        assert (only(task).asker, only(task).delivered) == (main, thrown)
        assert [span.state for span in task.spans[1:3]] == [TaskState.RUNNING, CANCELLING]

    def test_without_coroutines(self) -> None:
        """A trace that has none takes the next step for the delivery."""
        script = Script()
        main = script.task("main")
        script.step(main)
        script.wait(main)
        script.cancel(main)
        script.wake(main)
        step = script.step(main)
        script.wait(main)
        task = script.trace().tasks[0]

        assert only(task).delivered == step
        assert task.spans[-1].state is CANCELLING


class TestSwallowed:
    def ended(self, outcome: str, *, uncancel: bool = False, requests: int | None = 1) -> bool:
        script = Waiting()
        script.cancel(script.main, requests=requests)
        script.resume(1)
        script.throw(script.coro_main, cancelled())
        script.catch(script.coro_main, cancelled())
        if uncancel:
            script.add("task.uncancel", task=script.main, requests=0)
        script.end(script.main, outcome)
        return script.built().swallowed

    def test_delivered_and_returned(self) -> None:
        """Who returns after a CancelledError has swallowed it; so it is before 3.11, which does not count."""
        assert self.ended("returned")
        assert self.ended("returned", requests=None)
        assert self.ended("raised")

    def test_cancelled(self) -> None:
        """Who lets it pass has not."""
        assert not self.ended("cancelled")

    def test_uncancelled(self) -> None:
        """Nor has who took it back, as timeout() does."""
        assert not self.ended("returned", uncancel=True)


class TestWhoAsked:
    def test_a_task(self) -> None:
        """The task that ran at the call is the asker."""
        script = Script()
        victim = script.task("victim")
        main = script.task("main")
        script.step(main)
        script.cancel(victim, where=["shop.py", 5, "main"])
        request = only(script.trace().tasks[0])

        assert (request.asker, request.route) == (main, "")
        assert request.place is not None
        assert request.place.line == 5

    def test_asyncio(self) -> None:
        """Asyncio's function that called cancel() is the route; a callback is no asker."""
        request = only(wait_for_timeout().trace().tasks[0])

        assert (request.asker, request.route) == (None, "Timeout._on_timeout")

    def test_passed_on(self) -> None:
        """A cancelled task passes it on to what it awaits, however the first request came."""
        script = Script()
        inner, outer, group = script.task("inner"), script.task("outer"), script.task("group")
        first = script.cancel(outer, via=["TaskGroup._abort"])
        script.cancel(inner, because=first, via=["TaskGroup._abort"])
        script.cancel(group, because=first, via=["_GatheringFuture.cancel", "TaskGroup._abort"])

        assert [only(task).route for task in script.trace().tasks] == [
            "Task.cancel",
            "TaskGroup._abort",
            "_GatheringFuture.cancel",
        ]
