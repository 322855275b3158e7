"""What cannot be found where tasks were recorded without their steps is said to be so."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from asyncx.analysis.findings import find
from asyncx.analysis.rules import blind, every
from asyncx.runs import versions, watched
from asyncx.trace.model import Trace

from .harness import LIMIT, PYTHONS, Program, interpreter, programs

SOMETIMES = {"cancel-lost", "queue-item-lost"}
"""Rules that without steps find what they look for on some Pythons only."""


def recorded(program: Program, folder: Path, detail: str) -> Trace:
    """The trace of a program, watched on the first Python with so much detail."""
    trace = folder / "trace.asyncx"
    command = ["run", "-q", "--detail", detail, "-o", str(trace), "--python", PYTHONS[0], str(program.path)]
    subprocess.run(
        [sys.executable, "-m", "asyncx", *command],
        env={**os.environ, "ASYNCX_HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    return watched.load(trace).trace


def able(rule: str) -> list[Program]:
    """The faulty programs of a rule that come to their end on the real clock of the first Python."""
    version = interpreter(PYTHONS[0]).version
    found = programs(f"{rule.replace('-', '_')}/faulty*.py")
    return [each for each in found if "real" in each.clocks and versions.includes(each.needs, version)]


@pytest.mark.parametrize("rule", every(), ids=lambda rule: rule.name)
def test_a_rule_that_needs_steps_finds_nothing_without_them(rule: Any, tmp_path: Path) -> None:
    """And any other finds the fault in one of its programs all the same."""
    found = set()
    for program in able(rule.name)[: 1 if rule.needs_steps else None]:
        trace = recorded(program, tmp_path, "tasks")
        assert trace.run.recorded == "tasks"
        assert (rule.name in blind(trace)) is rule.needs_steps
        found |= {finding.rule for finding in find(trace)} & {rule.name}
        if found:
            break

    assert bool(found) is not rule.needs_steps or (rule.name in SOMETIMES and not rule.needs_steps)


def test_with_steps_no_rule_is_blind(tmp_path: Path) -> None:
    """That is how programs are watched unless something else is asked for."""
    trace = recorded(programs("task_leaked/faulty.py")[0], tmp_path, "steps")

    assert (trace.run.recorded, blind(trace)) == ("steps", ())
