"""What is said of one record."""

from __future__ import annotations

from typing import Any

import pytest

from asyncx.render.describe import Namer
from tests.traces import Script


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "what for was not recorded"),
        ({"on": {}}, "which yields"),
        ({"on": {}, "stack": [["shop.py", 7, "main"]]}, "main, which yields"),
        ({"on": {"future": 3}, "stack": [["shop.py", 7, "main"]]}, "main, on future 3"),
    ],
)
def test_a_wait_that_was_not_looked_at_is_no_yield(fields: dict[str, Any], said: str) -> None:
    """A watched program says what a task waits for when its loop has time; some waits are over by then."""
    script = Script()
    main = script.task("main")
    script.step(main)
    wait = script.add("task.wait", task=main, **fields)
    trace = script.trace(clock="real")

    assert Namer(trace).detail(trace.index[wait]) == said
