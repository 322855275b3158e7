"""The sentence about each scenario, and the chain of causes behind it."""

from __future__ import annotations

import re

import pytest

from asyncx.analysis.causes import MOST, WhyStep, why
from asyncx.analysis.verdict import verdict
from asyncx.runs.versions import key, minor

from . import verdicts
from .runs import PYTHONS, all_traces, each_of, interpreter

each_python = each_of(PYTHONS)

INNARDS = re.compile(r"\b_[a-z]|<locals>|\bNone (was|ran)\b|0x[0-9a-f]")
"""What no sentence about a program of its reader's may speak of."""


@each_python
def test_the_verdicts_are_those_that_were_read_aloud(python: str) -> None:
    """Another patch release may word a message otherwise, so only those of the file are compared."""
    written_on, known = verdicts.read()
    version = interpreter(python).version
    if version not in written_on:
        pytest.skip(f"verdicts.txt was not written on {version}")
    expected = {name: sentence for (name, on), sentence in known.items() if on == minor(version)}

    assert verdicts.sentences(python) == expected


@each_python
def test_verdicts_are_plain_sentences(python: str) -> None:
    """One sentence of at most 90 characters, whole, and without asyncio's innards."""
    for name, trace in all_traces(python).items():
        found = verdict(trace)

        assert len(found.sentence) <= 90, name
        assert found.sentence.endswith("."), name
        assert "…" not in found.sentence, name
        assert not INNARDS.search(found.sentence.partition(": ")[0]), found.sentence
        assert found.record in trace.index, name


@each_python
def test_chains_of_causes_are_in_order(python: str) -> None:
    """Numbered from 1, of existing records, never back in time, and short enough to be read."""
    for name, trace in all_traces(python).items():
        steps = why(trace, verdict(trace).record)

        assert [step.index for step in steps] == list(range(1, len(steps) + 1)), name
        assert [step.n for step in steps] == sorted({step.n for step in steps}), name
        assert all(trace.index[step.n].t == step.t for step in steps), name
        assert len(steps) <= MOST, name
        assert not any(INNARDS.search(step.what) for step in steps), [step.what for step in steps]


def lines(steps: tuple[WhyStep, ...]) -> list[str]:
    return [
        f"{step.t // 1_000_000} {step.what} | {step.detail} | {step.place.line if step.place else ''}"
        for step in steps
    ]


TIMEOUT_3_12 = """\
0 main awaits wait_for(fetch(), 0.1) | a timer is armed for 100 ms | 33
100 the timer fires | it calls Task-1.cancel() |
100 CancelledError is raised in fetch | at its await sleep(1) | 25
100 fetch starts its cleanup | await sleep(0.05) | 27
150 fetch re-raises CancelledError |  | 28
150 wait_for turns it into TimeoutError | __cause__ CancelledError | 33
"""
TIMEOUT_3_11 = """\
0 main awaits wait_for(fetch(), 0.1) | a timer is armed for 100 ms | 33
100 the timer fires | it wakes wait_for |
100 wait_for cancels fetch |  | 33
100 CancelledError is raised in fetch | at its await sleep(1) | 25
100 fetch starts its cleanup | await sleep(0.05) | 27
150 fetch re-raises CancelledError |  | 28
150 wait_for raises TimeoutError | __cause__ CancelledError | 33
"""


@each_python
def test_the_story_of_a_timeout(python: str) -> None:
    """From the arming of the timer to the error, whichever way this version goes."""
    trace = all_traces(python)["wait_for-timeout"]
    version = key(interpreter(python).version)
    told = "\n".join(line.rstrip() for line in lines(why(trace, verdict(trace).record))) + "\n"

    if version >= (3, 11):
        assert told == (TIMEOUT_3_12 if version >= (3, 12) else TIMEOUT_3_11)
    else:
        assert told.splitlines()[:-1] == TIMEOUT_3_11.splitlines()[:-1]
