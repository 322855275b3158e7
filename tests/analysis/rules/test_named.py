"""What the sentences of findings name."""

from __future__ import annotations

import pytest

from asyncx.analysis.findings import find

from .harness import PYTHONS, programs, trace_of


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("deadlock/faulty_some", ["at faulty_some.py:", "took at faulty_some.py:"]),
        ("deadlock/faulty_task", ["save at faulty_task.py:5 for the lock", "at faulty_task.py:13 for save;"]),
    ],
)
def test_a_deadlock_names_the_line_of_each_side(name: str, sides: list[str]) -> None:
    """Where each of them waits, and where it took what the other one waits for."""
    trace = trace_of(programs(f"{name}.py")[0], PYTHONS[0], "virtual")
    (sentence,) = [finding.sentence for finding in find(trace) if finding.rule == "deadlock"]

    assert all(sentence.count(side) for side in sides), sentence
    assert sentence.count(";") == 1, sentence


@pytest.mark.parametrize("name", ["faulty", "faulty_gather"])
def test_a_lost_error_is_told_with_its_message(name: str) -> None:
    """It may be all that is ever seen of it."""
    trace = trace_of(programs(f"error_lost/{name}.py")[0], PYTHONS[0], "virtual")
    (sentence,) = [finding.sentence for finding in find(trace) if finding.rule == "error-lost"]

    assert "raised OSError: " in sentence
