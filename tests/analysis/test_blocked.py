"""Who was due while a step held the loop."""

from __future__ import annotations

import pytest

from asyncx.analysis.findings import find
from tests.traces import Script


@pytest.mark.parametrize("other", [False, True])
def test_a_task_does_not_wait_for_itself(other: bool) -> None:
    """It became ready for its next step in the middle of this one, as one that gives way; another waits."""
    script = Script()
    main = script.task("main", via=["run"])
    script.add("loop.run", loop=1)
    due = main
    if other:
        due = script.task("other")
        script.step(due)
        script.wait(due, "other")
    script.step(main)
    ready = script.at(60).ready(due)
    script.at(90).wait(main, "main")
    script.add("task.step", because=ready, task=due, loop=1)
    script.end(due)
    found = [each.sentence for each in find(script.trace()) if each.rule == "loop-blocked"]

    told = "main held the loop for 90 ms before it came to this line; other was due and waited 30 ms."
    assert found == ([told] if other else [])


@pytest.mark.parametrize(("after", "least"), [(0, 60), (1, 20), (2, None)])
def test_a_wake_up_is_told_as_late_as_it_can_have_been(after: int, least: int | None) -> None:
    """It came after the step began, or after the last look at it: perhaps only just before the next one."""
    script = Script()
    main = script.task("main", via=["run"])
    script.add("loop.run", loop=1)
    other = script.task("other")
    script.step(other)
    script.wait(other, "other")
    causes = [script.step(main)]
    ready = script.ready(other, because=causes[0]) if after == 0 else 0
    for number, t in enumerate((30, 70), 1):
        script.at(t)
        causes.append(script.add("loop.held", because=causes[-1], task=main, loop=1, since=0, stack=[]))
        ready = script.ready(other, because=causes[-1]) if after == number else ready
    script.at(90).wait(main, "main")
    script.add("task.step", because=ready, task=other, loop=1)
    script.end(other)

    found = [each.sentence for each in find(script.trace(clock="real")) if each.rule == "loop-blocked"]

    told = f"other was due and waited at least {least} ms."
    assert [sentence.partition("; ")[2] for sentence in found] == ([told] if least else [])


RUNS_IN_EXECUTOR = ["asyncio/base_events.py", 800, "BaseEventLoop.run_in_executor"]
SUBPROCESS = ["asyncio/base_events.py", 1700, "BaseEventLoop.subprocess_exec"]
BEGINS = "it waits until the new {} runs: start fewer, or start them earlier"
LESS = "asyncio itself works there: give it less at a time"
THREAD = "use the async way, or a thread: await asyncio.to_thread()"


@pytest.mark.parametrize(
    ("inside", "severity", "fix"),
    [
        ([["threading.py", 900, "start"], RUNS_IN_EXECUTOR], "note", BEGINS.format("thread")),
        ([["subprocess.py", 1800, "_execute_child"], SUBPROCESS], "note", BEGINS.format("process")),
        ([["ssl.py", 900, "write"], RUNS_IN_EXECUTOR], "problem", LESS),
        ([["json/decoder.py", 300, "decode"]], "problem", THREAD),
        ([], "problem", THREAD),
    ],
    ids=["thread", "process", "asyncio", "library", "line"],
)
def test_what_to_do_instead(inside: list[list[object]], severity: str, fix: str) -> None:
    """It depends on what the line called: asyncio's own functions are the async way already."""
    script = Script()
    main = script.task("main", via=["run"])
    script.add("loop.run", loop=1)
    due = script.task("other")
    cause = script.step(main)
    ready = len(script.records) - 1
    line = ["shop.py", 7, "main"]
    for t in (30, 70):
        script.at(t)
        cause = script.add(
            "loop.held", because=cause, task=main, loop=1, since=0, stack=[*inside, line], where=line
        )
    script.at(90).wait(main, "main")
    script.add("task.step", because=ready, task=due, loop=1)
    script.end(due)
    found = [each for each in find(script.trace(clock="real")) if each.rule == "loop-blocked"]

    assert [(each.severity, each.fix) for each in found] == [(severity, fix)]
