"""The chains of causes of what is found in watched programs, from the first cause to the fault itself."""

from __future__ import annotations

import re

import pytest

from asyncx.analysis.causes import why
from asyncx.analysis.findings import find

from .harness import Program, label, runs, trace_of

CHAINS = {
    "cancel_lost/faulty": [
        "main awaits sleep(0.01)",
        "main cancels outer",
        "the cancel goes on to inner",
        "CancelledError is raised in inner",
        "inner awaits sleep(0.05)",
        "inner returns",
        "outer awaits sleep(0.1)",
        "outer returns",
    ],
    "cleanup_interrupted/faulty": [
        "main awaits sleep(0.05)",
        "main cancels job",
        "main awaits sleep(0.05)",
        "CancelledError is raised in job",
        "job awaits sleep(0.1)",
        "main cancels job",
        "CancelledError is raised in job",
    ],
    "error_lost/faulty_gather": [
        "main calls gather",
        "Task-3 fetch awaits sleep(0.02)",
        "Task-3 fetch raises OSError",
    ],
    "future_set_twice/faulty": [
        "main makes the task answers",
        "answers awaits sleep(0.01)",
        "answers raises asyncio.InvalidStateError",
    ],
    "loop_blocked/faulty": [
        "main makes the task heartbeat",
        "heartbeat awaits sleep(0.05)",
        "main holds the loop",
    ],
}


WATCHED = [
    pytest.param(program, python, clock, id=f"{name}-{label(python)}")
    for name in CHAINS
    for program, python, clock in runs(f"{name}.py")
    if clock == "real"
]


@pytest.mark.parametrize(("program", "python", "clock"), WATCHED)
def test_a_chain_leaves_out_nothing_that_it_needs(program: Program, python: str, clock: str) -> None:
    """Each step made the next one happen; the last is what was found, where the trace has it."""
    trace = trace_of(program, python, clock)
    rule = program.rule
    finding = next(each for each in find(trace) if each.rule == rule)
    told = [re.sub(r": .*", "", each.what) for each in why(trace, finding.record)]

    assert told[: len(CHAINS[f"{program}"])] == CHAINS[f"{program}"]
