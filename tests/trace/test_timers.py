"""Timers and deadlines: who set them, what they guard, and when their scope was left."""

from __future__ import annotations

import pytest

from asyncx.trace.due import due_but_held
from asyncx.trace.labels import seconds
from asyncx.trace.model import Timer
from asyncx.trace.records import read
from asyncx.trace.scopes import scope_name
from tests.traces import Script, cancelled, error, wait_for_timeout

MS = 1_000_000


def only(script: Script) -> Timer:
    (timer,) = script.trace().timers
    return timer


class TestTimers:
    def test_fired(self) -> None:
        """A timer of a task that fires on time."""
        script = Script()
        main = script.task("main")
        script.step(main)
        timer = script.sleep(main, 0.1, "main")
        script.at(100).wake(main, timer)
        made = only(script)

        assert (made.task, made.set_at, made.due, made.fired_at) == (main, 0, 100 * MS, 100 * MS)
        assert (made.scope, made.scope_end, made.coro, made.cancelled_at) == ("", None, None, None)
        assert script.trace().tasks[0].timers == (made,)

    def test_cancelled(self) -> None:
        """A timer that nobody's step set, and that was cancelled."""
        script = Script()
        timer = script.timer(50)
        last = script.at(20).add("timer.cancel", handle=timer)
        made = only(script)

        assert (made.task, made.fired_at, made.cancelled_at, made.last) == (None, None, 20 * MS, last)

    def test_cancelled_after_it_fired(self) -> None:
        """That changes nothing any more."""
        script = Script()
        timer = script.timer(50)
        fire = script.at(50).add("timer.fire", handle=timer)
        script.add("timer.cancel", handle=timer)
        made = only(script)

        assert (made.fired_at, made.cancelled_at, made.last) == (50 * MS, None, fire)


class TestScopes:
    @pytest.mark.parametrize(
        ("via", "scope"),
        [
            (["Timeout.reschedule", "Timeout.__aenter__", "wait_for"], "wait_for"),
            (["Timeout.reschedule", "Timeout.__aenter__"], "timeout"),
            (["Timeout.reschedule"], "timeout"),
            (["BaseEventLoop.call_at", "BaseEventLoop.call_later", "wait_for"], "wait_for"),
            (["BaseEventLoop.call_later", "_wait", "wait"], "wait"),
            (["as_completed"], "as_completed"),
            (["_AsCompletedIterator.__init__"], "as_completed"),
            (["BaseEventLoop.call_later", "sleep"], ""),
            (["sleep", "wait_for"], ""),
            (["BaseEventLoop.call_later"], ""),
            ([], ""),
        ],
    )
    def test_names(self, via: list[str], scope: str) -> None:
        """A deadline has the name of the call that a user would know."""
        script = Script()
        script.timer(100, via=via)
        (new,) = read(script.records)

        assert scope_name(new) == scope

    def test_a_sleep_is_none(self) -> None:
        """Also where no more is recorded than that wait_for() was called, which awaits it."""
        script = Script()
        script.timer(100, via=["wait_for"], callback="_set_result_unless_cancelled")
        (new,) = read(script.records)

        assert scope_name(new) == ""

    @pytest.mark.parametrize(
        ("chain", "scope"), [(["wait_for", "wait", "_wait"], "wait(3)"), (["wait_for"], "wait_for(3)")]
    )
    def test_a_wait_inside_of_wait_for(self, chain: list[str], scope: str) -> None:
        """Where only the call of wait_for() is recorded, what the task comes to await tells them apart."""
        script = Script()
        main = script.task("main")
        script.step(main)
        script.timer(3000, via=["wait_for"], callback="_release_waiter", delay=3000 * MS)
        script.wait(main, "main", *(("asyncio/tasks.py", name) for name in chain))

        assert only(script).scope == scope

    def test_wait_for_since_3_12(self) -> None:
        """It guards the coroutine that it awaits in the same task, until it takes its request back."""
        task = wait_for_timeout().trace().tasks[0]
        deadline = task.timers[0]

        assert (deadline.scope, deadline.fired_at, deadline.scope_end) == (
            "wait_for(0.1)",
            100 * MS,
            150 * MS,
        )
        assert [coro.name for coro in task.coros if coro.number == deadline.coro] == ["fetch"]

    def test_wait_for_before_3_12(self) -> None:
        """It guards the coroutine of the task that it makes, and cancels its timer when it is through."""
        script = Script()
        main = script.task("main")
        script.step(main)
        script.coro(main, "main")
        waits = script.coro(main, "wait_for", "asyncio/tasks.py")
        timer = script.timer(100, via=["wait_for"], callback="_release_waiter")
        inner = script.task("fetch", via=["ensure_future", "wait_for"])
        script.wait(main, "main", ("asyncio/tasks.py", "wait_for"))
        script.step(inner)
        fetch = script.coro(inner, "fetch")
        script.wait(inner, "fetch")
        script.at(100).add("timer.fire", handle=timer)
        script.at(150).wake(main).step(main)
        script.add("timer.cancel", handle=timer)
        left = script.raises(waits, error("TimeoutError"))
        made = only(script)

        assert (made.coro, made.scope) == (fetch, "wait_for(0.1)")
        assert (made.scope_end, made.scope_last) == (150 * MS, left)

    def test_wait_for_a_task(self) -> None:
        """It guards the coroutine of the task that it awaits."""
        script = Script()
        other, main = script.task("other"), script.task("main")
        script.step(other)
        guarded = script.coro(other, "other")
        script.wait(other, "other")
        script.step(main)
        script.coro(main, "main")
        script.coro(main, "wait_for", "asyncio/tasks.py")
        script.timer(100, via=["Timeout.reschedule", "Timeout.__aenter__", "wait_for"])
        script.wait(main, "main", ("asyncio/tasks.py", "wait_for"), on={"task": other})

        assert only(script).coro == guarded

    def test_timeout(self) -> None:
        """A block under timeout() belongs to the coroutine that entered it, and ends with its timer."""
        script = Script()
        main = script.task("main")
        script.step(main)
        outer = script.coro(main, "main")
        script.coro(main, "Timeout.__aenter__", "asyncio/timeouts.py")
        timer = script.timer(2000, via=["Timeout.reschedule", "Timeout.__aenter__"])
        script.wait(main, "main")
        script.at(30).wake(main).step(main)
        script.add("timer.cancel", handle=timer)
        made = only(script)

        assert (made.scope, made.coro, made.scope_end) == ("timeout(2)", outer, 30 * MS)

    def test_nested_timeouts_that_both_fire(self) -> None:
        """Each way in is paired with the way out of the same object."""
        script = Script()
        main = script.task("main")
        script.step(main)
        script.coro(main, "main")
        timers = []
        for number in (1, 2):
            way_in = script.coro(main, "Timeout.__aenter__", "asyncio/timeouts.py", object=number)
            timers.append(script.timer(100, via=["Timeout.reschedule", "Timeout.__aenter__"]))
            script.returns(way_in)
        script.wait(main, "main")
        for timer in timers:
            script.at(100).add("timer.fire", handle=timer)
        script.wake(main).step(main)
        lefts = []
        for number in (2, 1):
            way_out = script.coro(main, "Timeout.__aexit__", "asyncio/timeouts.py", object=number)
            script.add("task.uncancel", task=main, requests=number - 1, via=["Timeout.__aexit__"])
            lefts.append(script.raises(way_out, error("TimeoutError")))

        assert [timer.scope_last for timer in script.trace().timers] == lefts[::-1]

    def test_a_scope_that_nobody_left(self) -> None:
        """It lasts as long as the coroutine that set it; when that is alive, it has no end."""
        script = Script()
        main = script.task("main")
        script.step(main)
        outer = script.coro(main, "main")
        script.timer(100, via=["Timeout.reschedule", "Timeout.__aenter__"])
        script.wait(main, "main")
        unfinished = only(script)
        script.at(7).wake(main).step(main)
        script.raises(outer, error("SystemExit"))

        assert (unfinished.scope_end, only(script).scope_end) == (None, 7 * MS)


class TestDue:
    def test_while_another_task_held_the_loop(self) -> None:
        """Heartbeat was due at 10 ms, and main slept in the loop until 150 ms."""
        script = Script()
        heartbeat, main = script.task("heartbeat"), script.task("main")
        script.step(heartbeat)
        timer = script.sleep(heartbeat, 0.01, "heartbeat")
        script.step(main)
        script.at(150).end(main)
        script.wake(heartbeat, timer).step(heartbeat)
        script.end(heartbeat)
        trace = script.trace()
        (due,) = due_but_held(trace, trace.tasks[0])

        assert (due.start, due.end, due.holder) == (10 * MS, 150 * MS, main)
        assert due_but_held(trace, trace.tasks[1]) == ()

    def test_late_on_an_idle_loop(self) -> None:
        """A timer that is merely late, as on a real clock, is none."""
        script = Script()
        main = script.task("main")
        script.step(main)
        timer = script.sleep(main, 0.01, "main")
        script.at(12).wake(main, timer)
        trace = script.trace()

        assert due_but_held(trace, trace.tasks[0]) == ()


@pytest.mark.parametrize(
    ("ns", "exact", "text"),
    [
        (1_000_000_000, True, "1"),
        (100_000_000, True, "0.1"),
        (50_000_001, True, "0.05"),
        (123_456_789, True, "0.123457"),
        (0, True, "0"),
        (3_600_000_000_000, True, "3600"),
        (99_982_000, False, "0.1"),
        (999_980_000, False, "1"),
        (9_990_000, False, "0.01"),
        (1_500_000_000, False, "1.5"),
        (-5, True, "0"),
    ],
)
def test_seconds(ns: int, exact: bool, text: str) -> None:
    """A delay is said as its author wrote it, though a real clock has moved on a little since."""
    assert seconds(ns, exact=exact) == text


def test_swallowed_by_nobody() -> None:
    """A CancelledError that a task raises by itself is no cancellation of it."""
    script = Script()
    main = script.task("main")
    script.step(main)
    script.throw(script.coro(main, "main"), cancelled())
    script.end(main)

    assert not script.trace().tasks[0].swallowed
