"""Findings of one rule in one place are told together, and the worst come first."""

from __future__ import annotations

from dataclasses import replace

from asyncx.analysis.finding import Finding, Severity
from asyncx.analysis.findings import find, merged
from asyncx.trace.model import Place
from tests.traces import Script

LINE = Place("shop.py", 9, "main")
LEFT = Finding(
    rule="task-leaked",
    severity=Severity.WARNING,
    sentence="worker-1 never ended.",
    fragment="worker-1",
    fix="await it",
    place=LINE,
    record=7,
    start=10,
    end=20,
    tasks=(2,),
)


def named(name: str, task: int, **changes: object) -> Finding:
    more = replace(LEFT, sentence=f"{name} never ended.", fragment=name, tasks=(task,))
    return replace(more, **changes)  # type: ignore[arg-type]


def test_one_is_told_as_it_is() -> None:
    assert merged([LEFT]) == [LEFT]


def test_the_first_of_a_place_stands_for_all() -> None:
    """It says how many more there are, and names some; the times and tasks are those of all."""
    (found,) = merged([LEFT, named("worker-2", 3, start=5), named("worker-3", 4, end=30)])

    assert found.sentence == "worker-1 never ended. 2 more: worker-2 and worker-3."
    assert (found.count, found.tasks, found.start, found.end, found.record) == (3, (2, 3, 4), 5, 30, 7)


def test_many_are_counted_and_not_listed() -> None:
    (found,) = merged([LEFT, *(named(f"worker-{number}", number) for number in range(2, 41))])

    assert found.sentence == "worker-1 never ended. 39 more: worker-2, worker-3 and 37 others."


def test_those_that_cannot_be_told_apart_are_only_counted() -> None:
    (found,) = merged([LEFT, LEFT, LEFT])

    assert (found.sentence, found.count) == ("worker-1 never ended. 3 times in all.", 3)


def test_the_worst_of_a_place_gives_its_severity() -> None:
    (found,) = merged([named("a", 1, severity=Severity.NOTE), named("b", 2, severity=Severity.PROBLEM)])

    assert found.severity is Severity.PROBLEM


def test_other_rules_and_other_places_stay_apart() -> None:
    other = [replace(LEFT, rule="error-lost"), replace(LEFT, place=Place("shop.py", 10, "main"))]

    assert merged([LEFT, *other]) == [LEFT, *other]


def test_those_of_another_sort_are_told_apart() -> None:
    """They are other faults, though of one rule and one line."""
    other = replace(LEFT, sort="given")

    assert merged([LEFT, other]) == [LEFT, other]


def test_problems_come_before_warnings() -> None:
    """A task is left over at 100 ms, and the loop had been held from 20 ms on; the first was made before."""
    script = Script()
    main = script.task("main", via=["run"])
    script.add("loop.run", loop=1)
    script.step(main)
    left = script.task("left")
    timer = script.sleep(main, 0.03, "main")
    script.step(left)
    script.wait(left, "left")
    script.at(20)
    busy = script.task("busy")
    script.step(busy)
    script.add("thread.wait", what="time.sleep", where=["shop.py", 30, "busy"])
    script.at(100).add("thread.wake", what="time.sleep")
    script.end(busy)
    script.wake(main, timer).step(main)
    script.end(main)
    script.cancel(left, via=("_cancel_all_tasks", "run"))
    script.wake(left).step(left)
    script.end(left, "cancelled")
    script.add("run.end", how="returned", code=0)
    found = find(script.trace())

    assert [(finding.rule, finding.severity) for finding in found] == [
        ("loop-blocked", Severity.PROBLEM),
        ("task-leaked", Severity.WARNING),
    ]
    assert found[0].sentence == "busy held the loop for 80 ms; main was due and waited 70 ms."
    assert found[0].place == Place("shop.py", 30, "busy")


def test_an_empty_trace_has_no_findings() -> None:
    assert find(Script().trace()) == ()
