"""Random programs do the same bare and traced, and their traces make no illegal move."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from asyncx.trace.build import build
from asyncx.trace.model import Run

from .conftest import PROGRAMS, Ran, Runner

TASKS = 5
number = st.integers(0, TASKS - 1)
millis = st.integers(0, 4)
step = st.one_of(
    st.tuples(st.just("sleep"), millis),
    st.tuples(st.just("spawn"), number),
    st.tuples(st.just("cancel"), number),
    st.tuples(st.just("join"), st.lists(number, max_size=3, unique=True)),
    st.tuples(st.just("wait_for"), millis, millis),
    st.tuples(st.just("lock"), millis),
    st.tuples(st.just("raise")),
)
program = st.lists(st.lists(step, max_size=5), min_size=TASKS, max_size=TASKS)


def run_of(ran: Ran) -> Run:
    start = ran.records[0]
    return Run(
        target="test", file="random_tasks.py", python=start["python"], implementation="CPython",
        platform="linux", loop="asyncio", clock="real", asyncx="0", end="returned", code=0, error=None,
    )  # fmt: skip


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(programs=st.lists(program, min_size=8, max_size=20))
def test_a_random_program_does_what_it_does_bare(bare: Runner, traced: Runner, programs: Any) -> None:
    """Same lines, same order, same end; and the trace of it can be built."""
    file: Path = PROGRAMS / "random_tasks.py"
    alone = bare(file, json.dumps(programs))
    watched = traced(file, json.dumps(programs))

    assert (watched.code, watched.out, watched.err) == (alone.code, alone.out, alone.err)
    assert watched.kinds("kernel") == []
    trace = build(run_of(watched), watched.records)
    assert len(trace.tasks) > len(programs)
