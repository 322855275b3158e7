"""The evaluator of facts: what may be written, what it gives, and how it says no."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from asyncx.analysis.reading import NAMES, check_read, depends_on_time, read
from asyncx.analysis.vocabulary import TIMES, CoroView, TaskView, Unreadable, Vocabulary
from asyncx.errors import UserError
from asyncx.trace.model import CancelRequest, Outcome, TaskState

from .made import RUN, coro, error, hold, record, spans, task, trace

REQUEST = CancelRequest(
    n=4, t=4, accepted=True, message=None, asker=1, route="_cancel_all_tasks", place=None, delivered=5
)
MAIN = task(1, "main", coros=(coro("main", end=10),))
FETCH = task(
    2,
    "shop.<locals>.fetch",
    name="worker",
    maker=1,
    end=None,
    outcome=Outcome.NEVER_ENDED,
    cancels=(REQUEST,),
    swallowed=True,
    coros=(coro("shop.<locals>.fetch", task=2, error=error("TimeoutError", "too late"), first=3),),
    spans=spans(
        (TaskState.READY, ""),
        (TaskState.WAITING, "sleep(1)"),
        (TaskState.CANCELLING, "sleep(1)"),
        (TaskState.RUNNING, ""),
        (TaskState.WAITING, "sleep(1)"),
    ),
)
TRACE = trace(
    MAIN,
    FETCH,
    task(3, "fetch", error=error("TimeoutError", module="asyncio.exceptions"), outcome=Outcome.RAISED),
    task(4, "shutdown_asyncgens", internal=True),
    records=[
        record(1, "out", stream="stdout", text="one"),
        record(2, "out", stream="stderr", text="no"),
        record(3, "out", stream="stdout", text="two"),
        record(4, "warning", category="ResourceWarning", message="unclosed"),
        record(5, "log", level="ERROR", message="lost"),
        record(6, "log", level="DEBUG", message="quiet"),
        record(7, "handler", message="never retrieved"),
    ],
    holds=(hold(20), hold(50, loop=None)),
)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("printed", ["one", "two"]),
        ("printed[-1]", "two"),
        ("printed[:1] + ['x']", ["one", "x"]),
        ("printed_errors", ["no"]),
        ("outcome", "returned"),
        ("error", None),
        ("end", 10),
        ("turns", 3),
        ("loops", ["_UnixSelectorEventLoop"]),
        ("threads", ["MainThread"]),
        ("tasks", ["Task-1 main", "worker", "Task-3 fetch"]),
        ("len(tasks)", 3),
        ("warnings", ["ResourceWarning: unclosed"]),
        ("logged", ["lost"]),
        ("handled", ["never retrieved"]),
        ("held", 20),
        ("timers_left", 0),
        ('task("main").end', 10),
        ('task("main").end / 4', 2.5),
        ('task("worker").coro', "fetch"),
        ('task("worker").end', None),
        ('task("worker").outcome', "never ended"),
        ('task("worker").maker', "main"),
        ('task("worker").waits', ["sleep(1)", "sleep(1)"]),
        ('task("worker").cancels', 1),
        ('task("worker").delivered', 1),
        ('task("worker").swallowed', True),
        ('task("worker").cancelled_by', ["_cancel_all_tasks"]),
        ('task("fetch").name', "worker"),
        ('task("fetch", 2).error', "asyncio.TimeoutError"),
        ('task("Task-3 fetch").outcome', "raised"),
        ('coro("fetch").error', "TimeoutError"),
        ('coro("fetch").message', "too late"),
        ('coro("fetch").task', "fetch"),
        ('[task(name).outcome for name in ["main", "worker"]]', ["returned", "never ended"]),
        ('sorted(line for line in printed if "o" in line)', ["one", "two"]),
        ('any("lost" in line for line in logged)', True),
        ('task("main").end < 20 and not printed == []', True),
        ("0 < end <= 10", True),
        ("1 if end else 2", 1),
        ("-end % 3", 2),
        ("0.1 + 0.2", 0.3),
        ("(1, 2)", [1, 2]),
        ("error is None or error", True),
    ],
)
def test_reads(expression: str, value: object) -> None:
    assert read(expression, Vocabulary(TRACE)) == value


def test_outcomes_of_runs() -> None:
    def outcome(**changes: Any) -> object:
        return read("outcome", Vocabulary(trace(run=replace(RUN, **changes))))

    assert outcome(end="exited", code=3) == "exited 3"
    assert outcome(end="deadlock") == "deadlock"
    assert outcome(end="raised", error=error("TimeoutError")) == "raised TimeoutError"


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ('task("nobody").end', 'no task "nobody" ran; there were: Task-1 main, worker, Task-3 fetch'),
        ('task("fetch", 3).end', 'there are only 2 of task "fetch"'),
        ('coro("nobody").end', 'no coroutine "nobody" ran; there were: main, fetch'),
        ("printed[9]", "it cannot be read: list index out of range"),
        ('task("worker").end - 1', "no arithmetic with numbers"),
        ('"a" * 1000', "no arithmetic with numbers"),
        ("1 / 0", "it cannot be read: division by zero"),
        ("len(end)", "has no len()"),
        ('task("main")', "it reads a task as a whole"),
        ("task(1).end", "takes a name"),
        ('task("worker").end < 4', "not supported between"),
        ("[name for name in end]", "not iterable"),
    ],
)
def test_what_this_trace_does_not_have(expression: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(expression, Vocabulary(TRACE))

    assert reason in str(caught.value)


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('os')",
        "open('x')",
        "task('main').__class__",
        "task('main')._x",
        "printed.append(1)",
        "(lambda: 1)()",
        "{1: 2}",
        "[*printed]",
        "f'{end}'",
        "len(*printed)",
        "sorted(printed, reverse=True)",
        "2 ** 9999",
        "b'x'",
        "...",
        "(x := 1)",
        "[a for a, b in printed]",
        "task",
        "len",
        "end +",
        "x" * 401,
        "[printed for printed.x in printed]",
        "print(end)",
    ],
)
def test_what_no_fact_may(expression: str) -> None:
    with pytest.raises(UserError):
        check_read(expression)


def test_a_slip_is_answered_with_what_was_meant() -> None:
    with pytest.raises(UserError) as caught:
        check_read('task("main").outcom')

    assert "outcome" in str(caught.value.hints)


def test_time_words_are_found_wherever_they_stand() -> None:
    assert depends_on_time('[task(name).end for name in ["a"]]')
    assert depends_on_time("held > 3")
    assert not depends_on_time('task("main").outcome')


def test_the_static_check_knows_the_vocabulary() -> None:
    words = {field.name for view in (TaskView, CoroView) for field in fields(view)}

    assert set(Vocabulary(TRACE).names) == NAMES
    assert NAMES | words >= TIMES
