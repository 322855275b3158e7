"""What a task waits for, said in the words of its author."""

from __future__ import annotations

from typing import Any

import pytest

from asyncx.trace.labels import Frame, Names, awaited, find_names, label, seconds, sleep_delay
from asyncx.trace.records import read
from tests.traces import FILE, Script

NAMES = Names(
    tasks={2: "Task-2 fetch"},
    futures={5: "shield"},
    jobs={1: "compute", 2: "Context.run"},
    job_of={6: 1, 7: 2},
)
MAIN: Frame = ("shop.py", 3, "main")


def asyncio(file: str, function: str) -> Frame:
    return (f"asyncio/{file}.py", 1, function)


SLEEP = asyncio("tasks", "sleep")
WAIT_FOR = asyncio("tasks", "wait_for")
BOUNDED = "BoundedSemaphore.acquire"
ACQUIRE = asyncio("locks", "Lock.acquire")


@pytest.mark.parametrize(
    ("frames", "on", "text"),
    [
        ([MAIN, SLEEP], {"future": 1}, "sleep(1)"),
        ([MAIN, SLEEP, asyncio("tasks", "__sleep0")], {}, "sleep(1)"),
        ([SLEEP], {"future": 1}, "sleep(1)"),
        ([MAIN, WAIT_FOR], {"future": 1}, "wait_for"),
        ([MAIN, WAIT_FOR, ("shop.py", 9, "fetch"), SLEEP], {"future": 1}, "sleep(1)"),
        ([MAIN, asyncio("tasks", "wait"), asyncio("tasks", "_wait")], {"future": 1}, "wait"),
        ([MAIN, asyncio("queues", "Queue.get")], {"future": 1}, "Queue.get"),
        ([MAIN, asyncio("queues", "Queue.get")], {"class": "PriorityQueue"}, "PriorityQueue.get"),
        ([MAIN, asyncio("locks", "_ContextManagerMixin.__aenter__"), ACQUIRE], {}, "Lock.acquire"),
        (
            [MAIN, asyncio("locks", "Semaphore.acquire")],
            {"class": "BoundedSemaphore"},
            "BoundedSemaphore.acquire",
        ),
        ([MAIN, asyncio("locks", "Condition.wait"), ACQUIRE], {"class": "Lock"}, "Condition.wait"),
        ([MAIN, asyncio("taskgroups", "TaskGroup.__aexit__")], {"future": 1}, "TaskGroup"),
        ([MAIN, asyncio("tasks", "as_completed.<locals>._wait_for_one")], {"future": 1}, "as_completed"),
        ([MAIN, asyncio("tasks", "_AsCompletedIterator._wait_for_one")], {"future": 1}, "as_completed"),
        ([MAIN, asyncio("base_events", "BaseEventLoop.sock_recv")], {"future": 1}, "sock_recv"),
        ([MAIN, asyncio("threads", "to_thread")], {"future": 6}, "to_thread(compute)"),
        ([MAIN, asyncio("threads", "to_thread")], {"future": 7}, "to_thread"),
        ([MAIN, asyncio("threads", "to_thread")], {"future": 1}, "to_thread"),
        ([MAIN], {"task": 2}, "Task-2 fetch"),
        ([MAIN], {"task": 9}, "task 9"),
        ([MAIN], {"future": 3}, "future 3"),
        ([MAIN], {"future": 3, "gather": [2]}, "gather"),
        ([MAIN], {"future": 5}, "shield"),
        ([MAIN], {"future": 6}, "run_in_executor(compute)"),
        ([MAIN], {"job": 1}, "run_in_executor(compute)"),
        ([MAIN], {}, "yield"),
        ([], {"future": 3}, "future 3"),
    ],
)
def test_label(frames: list[Frame], on: dict[str, Any], text: str) -> None:
    """The outermost coroutine of asyncio that the user's innermost frame awaits, or the thing itself."""
    assert label(frames, on, "1", NAMES) == text


@pytest.mark.parametrize(("at", "text"), [(0, "wait_for"), (1, "fetch"), (2, "sleep(1)"), (3, "future 1")])
def test_awaited(at: int, text: str) -> None:
    """Each frame awaits the next one, the last one the thing at the end."""
    stack = [MAIN, WAIT_FOR, ("shop.py", 9, "Shop.<locals>.fetch"), SLEEP]

    assert awaited(stack, at, {"future": 1}, "1", NAMES) == text


class TestSleepDelay:
    def test_the_timer_of_the_awaited_future(self) -> None:
        """Of several sleeps begun in one step it is the one whose future is awaited."""
        script = Script()
        script.timer(100, via=["BaseEventLoop.call_later", "sleep"], future=1)
        script.timer(200, via=["sleep"], future=2)
        timers = list(read(script.records))

        assert sleep_delay(timers, {"future": 1}, True) == "0.1"
        assert sleep_delay(timers, {"future": 9}, True) == "0.2"

    def test_none(self) -> None:
        """Other timers are no sleeps."""
        script = Script()
        script.timer(100, via=["wait_for"])
        script.timer(100)

        assert sleep_delay(list(read(script.records)), {"future": 1}, True) is None

    @pytest.mark.parametrize(
        ("asked", "said"),
        [(5_000_000_000, "5"), (1_234_567, "0.001235"), (86_400_500_000_000, "86400"), (0, "0"), (-1, "0")],
    )
    def test_what_was_asked_for_on_a_real_clock(self, asked: int, said: str) -> None:
        """Whatever time has passed until the timer was noted."""
        script = Script()
        script.timer(4996, via=["sleep"], delay=asked)

        assert sleep_delay(list(read(script.records)), {}, False) == said


@pytest.mark.parametrize(
    ("measured", "said"),
    [
        (0.00096, "0.001"),
        (0.00082, "0.001"),
        (0.00076, "0.0008"),
        (0.00117, "0.0012"),
        (0.00488, "0.005"),
        (0.00478, "0.0048"),
        (0.01497, "0.015"),
        (0.0998, "0.1"),
        (0.12337, "0.123"),
        (2.4999, "2.5"),
        (0.00002, "0.0001"),
        (60, "60"),
    ],
)
def test_a_delay_on_a_real_clock(measured: float, said: str) -> None:
    """It was measured a little too late, and of so short a time no more than four places are known."""
    assert seconds(round(measured * 1e9), exact=False) == said


def test_a_delay_on_the_virtual_clock() -> None:
    assert [seconds(ns, exact=True) for ns in (960_000, 1_000_000, 123_456_000)] == [
        "0.00096",
        "0.001",
        "0.123456",
    ]


def test_futures_whose_making_is_not_recorded_have_no_number() -> None:
    """A watched program gives one number to all of them."""
    script = Script()
    script.task("main")
    none = find_names(list(read(script.records)), {})
    script.add("future.new", future=3)
    numbered = find_names(list(read(script.records)), {})

    assert label([MAIN], {"future": 3}, None, none) == "a future"
    assert label([MAIN], {"future": 3}, None, numbered) == "future 3"


def test_find_names() -> None:
    """Futures are known by the function of asyncio that made them, and jobs by what they run."""
    script = Script()
    script.add("job.new", job=1, function="compute", via=["BaseEventLoop.run_in_executor"])
    script.add("future.new", future=1, via=["wrap_future", "BaseEventLoop.run_in_executor"])
    script.add("future.new", future=2, via=["shield"])
    script.add("future.new", future=3, via=["wrap_future"])
    script.add("future.new", future=4)
    names = find_names(list(read(script.records)), {1: "Task-1 main"})

    assert (names.jobs, names.job_of) == ({1: "compute"}, {1: 1})
    assert (names.futures, names.tasks) == ({2: "shield", 3: "wrap_future"}, {1: "Task-1 main"})


def test_the_end_of_a_task_that_was_cancelled() -> None:
    """Up to 3.11 wait_for() cancels the task that it made, and waits on a future for its end."""
    script = Script()
    script.add("future.new", future=3, via=["_cancel_and_wait", "wait_for"])
    script.on(2).add("future.new", future=9, via=["_cancel_and_wait", "wait_for"])
    script.on(1).cancel(2, via=["_cancel_and_wait", "wait_for"])
    script.cancel(1, via=["_cancel_and_wait", "wait_for"])
    names = find_names(list(read(script.records)), {1: "Task-1 main", 2: "Task-2 fetch"})
    stack = [
        (FILE, 33, "main"),
        ("asyncio/tasks.py", 500, "wait_for"),
        ("asyncio/tasks.py", 561, "_cancel_and_wait"),
    ]

    assert names.futures == {3: "Task-2 fetch"}
    assert label(stack, {"future": 3}, None, names) == "Task-2 fetch"
    assert label(stack, {"future": 9}, None, names) == label(stack, {}, None, names) == "wait_for"
    assert label(stack[:2], {"future": 3}, None, names) == "wait_for"
