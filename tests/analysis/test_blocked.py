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
