"""What cannot be found where tasks were recorded without their steps is said to be so."""

from __future__ import annotations

from typing import Any

import pytest

from asyncx.analysis.findings import find
from asyncx.analysis.rules import blind, every
from asyncx.runs import versions

from .harness import PYTHONS, Program, interpreter, programs, watch

SOMETIMES = {"cancel-lost", "queue-item-lost"}
"""Rules that without steps find what they look for on some Pythons only."""


def able(rule: str) -> list[Program]:
    """The faulty programs of a rule that come to their end on the real clock of the first Python."""
    version = interpreter(PYTHONS[0]).version
    found = programs(f"{rule.replace('-', '_')}/faulty*.py")
    return [each for each in found if "real" in each.clocks and versions.includes(each.needs, version)]


@pytest.mark.parametrize("rule", every(), ids=lambda rule: rule.name)
def test_a_rule_that_needs_steps_finds_nothing_without_them(rule: Any) -> None:
    """And any other finds the fault in one of its programs all the same."""
    found = set()
    for program in able(rule.name)[: 1 if rule.needs_steps else None]:
        trace = watch(program.path, PYTHONS[0], "--detail", "tasks")
        assert trace.run.recorded == "tasks"
        assert (rule.name in blind(trace)) is rule.needs_steps
        found |= {finding.rule for finding in find(trace)} & {rule.name}
        if found:
            break

    assert bool(found) is not rule.needs_steps or (rule.name in SOMETIMES and not rule.needs_steps)


def test_with_steps_no_rule_is_blind() -> None:
    """That is how programs are watched unless something else is asked for."""
    trace = watch(programs("task_leaked/faulty.py")[0].path, PYTHONS[0])

    assert (trace.run.recorded, blind(trace)) == ("steps", ())
