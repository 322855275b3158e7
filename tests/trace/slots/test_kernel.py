"""What the kernel really writes, on every Python found: it is read whole, and is what happened."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from asyncx.trace.load import Loaded, load
from tests.scenarios.runs import PYTHONS, label

PROGRAM = Path(__file__).parent / "programs" / "busy.py"

EACH = pytest.mark.parametrize("python", PYTHONS, ids=label)


@cache
def left_by(python: str, rounds: int, *options: str) -> bytes:
    """What the kernel leaves of the program."""
    kind = "jsonl" if options else "asyncx"
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"run.{kind}"
        command = [sys.executable, "-m", "asyncx", "run", "-q", *options, "--python", python, "-o", str(file)]
        environ = {**os.environ, "ASYNCX_HOME": folder}
        subprocess.run([*command, str(PROGRAM), str(rounds)], env=environ, check=True, capture_output=True)
        return file.read_bytes()


def lives(loaded: Loaded) -> list[tuple[str, str, int, int]]:
    """Of each task of the program: its coroutine, how it ended, its steps, and cancellations."""
    return [
        (task.coro, str(task.outcome), task.steps, len(task.cancels))
        for task in loaded.trace.tasks
        if not task.internal
    ]


@EACH
def test_nothing_is_lost(python: str) -> None:
    """Every slot makes sense, and every cause is there."""
    loaded = load(left_by(python, 3), full=True)

    assert loaded.lost == ()
    assert loaded.trace.run.end == "returned"


@EACH
def test_it_is_what_a_scenario_would_record(python: str) -> None:
    """The same program on the virtual clock, where every record is written at once, has the same tasks."""
    watched, traced = load(left_by(python, 3)), load(left_by(python, 3, "--clock", "virtual"))

    assert lives(watched) == lives(traced)


@EACH
def test_steps_and_causes(python: str) -> None:
    """Each step has what made it ready, and what it did; who woke whom is right."""
    trace = load(left_by(python, 3), full=True).trace
    names = {task.number: task.coro for task in trace.tasks}
    woken = set()
    for record in trace.records:
        if record.kind == "task.ready" and record.because is not None:
            cause = trace.index[record.because]
            woken.add((names[record.data["task"]], names.get(cause.data.get("task", 0), cause.kind)))

    assert {("yields", "yields"), ("ping", "pong"), ("pong", "ping"), ("sleep", "main")} <= woken


@EACH
def test_many_steps(python: str) -> None:
    """When there are many, they are merged, and still counted."""
    data = left_by(python, 3000)
    loaded, full = load(data), load(data, full=True)

    assert loaded.merged > 0
    assert loaded.merged + len(loaded.trace.records) == len(full.trace.records)
    assert lives(loaded) == lives(full)
    assert loaded.lost == full.lost == ()
