"""A loop whose thread had no CPU was not held by what happened to run."""

from __future__ import annotations

import pytest

from asyncx.analysis.finding import Severity
from asyncx.analysis.findings import find
from asyncx.analysis.starved import without_cpu
from asyncx.trace.model import Trace
from tests.traces import Script

MS = 1_000_000


def starve(script: Script, since: int, until: int, waited: int) -> None:
    script.at(until).add("loop.starved", loop=1, since=since * MS, waited=waited * MS)


def made(script: Script, coro: str, line: int = 1) -> tuple[int, int]:
    """A task, and the record that says that it is ready."""
    task = script.task(coro, where=["shop.py", line, "main"])
    return task, len(script.records)


def step(script: Script, task: int, ready: int) -> None:
    script.add("task.step", because=ready, task=task, loop=1)


def held(waited: int) -> Trace:
    """One task runs from 10 to 130 ms, while another task is ready."""
    script = Script()
    (main, _), (heart, ready) = made(script, "main"), made(script, "heart")
    script.at(10).step(main)
    starve(script, 0, 120, waited)
    script.at(130).end(main)
    step(script, heart, ready)
    script.end(heart)
    return script.trace(clock="real")


def late(waited: int) -> Trace:
    """One task runs from 10 to 130 ms, and the other task is ready from 30 on."""
    script = Script()
    main, _ = made(script, "main")
    script.at(10).step(main)
    heart, ready = made(script.at(30), "heart")
    starve(script, 0, 120, waited)
    script.at(130).end(main)
    step(script, heart, ready)
    script.end(heart)
    return script.trace(clock="real")


def told(trace: Trace) -> list[str]:
    return [finding.sentence for finding in find(trace) if finding.rule == "loop-blocked"]


def test_it_held_the_loop_but_for_the_time_without_a_cpu() -> None:
    begin, end = (
        "main held the loop for 120 ms at a line that was not seen",
        "; heart was due and waited 120 ms.",
    )

    assert told(held(0)) == [begin + end]
    assert told(held(40)) == [f"{begin}, up to 40 ms of it without a CPU{end}"]
    assert told(held(110)) == []


def test_what_is_left_says_how_bad_it_is() -> None:
    """A task that waited for 100 ms, 60 of them for a CPU, was kept waiting by the program for 40."""
    assert [each.severity for each in find(held(60))] == [Severity.PROBLEM]
    assert [each.severity for each in find(late(60))] == [Severity.WARNING]


def crowd(waited: int) -> Trace:
    """Twelve tasks run for 10 ms each, and another one comes after them."""
    script = Script()
    many = [made(script, "work", 7) for _ in range(12)]
    late, ready = made(script, "late", 9)
    for place, (task, work) in enumerate(many):
        step(script.at(10 * place), task, work)
        script.at(10 * place + 10).end(task)
    starve(script, 0, 120, waited)
    step(script, late, ready)
    script.end(late)
    return script.trace(clock="real")


def test_short_steps_are_not_to_blame_either() -> None:
    assert len(told(crowd(0))) == 1
    assert told(crowd(80)) == []


@pytest.mark.parametrize(
    ("start", "end", "waited"),
    [
        (0, 10, 0),
        (0, 30, 10),
        (20, 60, 30),
        (0, 200, 70),
        (52, 58, 0),
        (60, 75, 15),
        (95, 200, 5),
        (100, 200, 0),
    ],
)
def test_how_long_it_may_have_been_so(start: int, end: int, waited: int) -> None:
    """From 20 to 50 ms it waited for 30 ms of them, from 60 to 100 for all of them."""
    script = Script()
    starve(script, 20, 50, 30)
    starve(script, 60, 100, 40)
    starved = without_cpu(script.trace(clock="real").records)

    assert starved.within(1, start * MS, end * MS) == waited * MS
    assert starved.within(2, start * MS, end * MS) == 0
