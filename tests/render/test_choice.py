"""Where there is no room for all tasks, those are drawn that the reader needs."""

from __future__ import annotations

from asyncx.analysis.finding import Severity
from asyncx.render.choice import chosen_rows, usual
from tests.traces import FILE

from .watched import crowd, finding, judged

TRACE = crowd(100).trace(clock="real")
NUMBERS = {task.name: task.number for task in TRACE.tasks}


def titles(only: str = "", most: int = 10, *findings: tuple[str, ...]) -> list[str]:
    """The rows that are drawn when findings are about tasks of these names."""
    found = [
        finding(TRACE, "x", Severity.WARNING, "x", tasks=tuple(NUMBERS[name] for name in names))
        for names in findings
    ]
    rows, rest, others = chosen_rows(judged(TRACE, *found), only, most)
    assert others == []
    assert len(rows) + len(rest) == sum(only in task.name for task in TRACE.tasks)
    return [row.title for row in rows]


def test_main_and_whatever_did_not_return_come_first() -> None:
    """In the order in which they were made."""
    assert titles(most=5) == ["Task-1 main", "worker-0", "worker-1", "worker-7"]


def test_every_finding_has_one_of_its_tasks_before_any_has_two() -> None:
    drawn = titles("", 6, ("worker-90", "worker-91", "worker-92"), ("worker-50", "worker-51"), ("worker-30",))

    assert drawn == ["worker-30", "worker-50", "worker-51", "worker-90", "worker-91"]


def test_only_those_that_are_asked_for() -> None:
    assert titles("worker-9", 20) == ["worker-9", *(f"worker-{number}" for number in range(90, 99))]
    assert titles("nobody") == []


def test_a_few_are_drawn_however_little_room_there_is() -> None:
    assert len(titles(most=0)) == 4


def test_all_are_drawn_where_there_is_room() -> None:
    assert len(titles(most=100)) == 100


def test_callbacks_take_a_third_at_most() -> None:
    """Unless there are few tasks."""
    script = crowd(30)
    for number in range(40):
        script.add(
            "handle.new",
            handle=1000 + number,
            callback="back",
            loop=1,
            where=[FILE, 1, "x"],
            via=["call_soon"],
        )
    for most, tasks, callbacks in ((20, 13, 6), (60, 30, 29)):
        rows, rest, others = chosen_rows(judged(script.trace(clock="real")), "", most)
        kinds = [row.kind for row in rows]

        assert (kinds.count("task"), kinds.count("callback")) == (tasks, callbacks)
        assert (len(rest), len(others)) == (30 - tasks, 40 - callbacks)


def test_what_is_usual() -> None:
    assert [task.name for task in TRACE.tasks if not usual(task)] == ["worker-7"]
